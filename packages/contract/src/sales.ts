import { z } from 'zod';
import { CHANNEL_REASONS } from './channels.ts';
import { LANGUAGES } from './imports.ts';
import { routes } from './route.ts';
import { SALE_METHODS, SALE_STATES } from './sale-kinds.ts';
import { cashierName, countedDrawer, newDrawerMove, shift, shiftFilters } from './sales-shapes.ts';
import { amountMinor, balanceMinor, businessDay, file, id, instant, name, page, paging, searchText, shortText } from './schemas.ts';

export const salesErrors = {
  'sales.unknown': 404,
  'sales.code_used': 409,
  'sales.too_little_tendered': 409,
  'sales.over_terminal_limit': 409,
  'sales.merchant_suspended': 409,
  'sales.no_shift': 409,
  'sales.not_paid': 409,
  'sales.refund_exceeds': 409,
  'sales.refund_not_allowed': 403,
  'sales.cash_at_till': 409,
  'sales.shift_unknown': 404,
  'sales.shift_open': 409,
  'sales.shift_closed': 409,
  'sales.sale_waiting': 409,
  'sales.reason_needed': 409,
  'sales.nothing_to_book': 409,
  'sales.drawer_exceeds': 409,
  'sales.drawer_moves_full': 409,
  'sales.witness_needed': 409,
} as const;

/** Of a sale that waits: it is on its way, the payer types a password, nobody knows yet, or it is being taken back. */
export const SALE_PROGRESS = ['sent', 'payer', 'unknown', 'reversing'] as const;
export const SALE_REFUND_STATES = ['asked', 'done', 'failed'] as const;

const payerCode = z.string().regex(/^\d{16,24}$/);
const slipReference = z.string().regex(/^[0-9A-Za-z-]{4,32}$/);

const saleRefund = z.object({
  id: id<'refund'>(),
  amountMinor: balanceMinor,
  state: z.enum(SALE_REFUND_STATES),
  reason: z.string(),
  at: instant,
});
const sale = z.object({
  id: id<'order'>(),
  method: z.enum(SALE_METHODS),
  state: z.enum(SALE_STATES),
  progress: z.enum(SALE_PROGRESS).nullable(),
  /** Why it failed. */
  reason: z.enum(CHANNEL_REASONS).nullable(),
  amountMinor: balanceMinor,
  refundedMinor: balanceMinor,
  /** Of cash. */
  tenderedMinor: balanceMinor.nullable(),
  changeMinor: balanceMinor.nullable(),
  /** The number on the bank card's slip, or the channel's own number. */
  reference: z.string().nullable(),
  cardLastFour: z.string().nullable(),
  payerMasked: z.string().nullable(),
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  terminalId: id<'terminal'>(),
  terminalName: z.string(),
  shiftId: id<'shift'>().nullable(),
  at: instant,
  paidAt: instant.nullable(),
  refunds: z.array(saleRefund),
});
export type Sale = z.input<typeof sale>;

const saleId = z.object({ saleId: id<'order'>() });
const shiftId = z.object({ shiftId: id<'shift'>() });

const saleFilters = {
  method: z.enum(SALE_METHODS).optional(),
  state: z.enum(SALE_STATES).optional(),
  merchantId: id<'organization'>().optional(),
  terminalId: id<'terminal'>().optional(),
  shiftId: id<'shift'>().optional(),
  from: businessDay.optional(),
  to: businessDay.optional(),
  /** The sale's own number, the number on the slip or at the channel, or the last four digits of the bank card. */
  q: searchText.optional(),
};

const TAKING = [
  'sales.over_terminal_limit',
  'sales.merchant_suspended',
  'channels.off',
  'channels.unknown',
  'channels.way_unsupported',
  'channels.code_unknown',
  'channels.reference_taken',
] as const;
const RETURNING = ['sales.unknown', 'sales.not_paid', 'sales.refund_exceeds', 'channels.order_unknown', 'channels.not_paid'] as const;

export const sales = routes({
  takeCodeSale: {
    method: 'POST',
    path: '/terminal/sales/code',
    summary: 'Sell against a payer’s WeChat Pay or Alipay code; it may have to be waited for, and counts only once the channel says that it is paid',
    permission: 'terminal.charge',
    idempotent: true,
    body: z.object({ amountMinor, code: payerCode }),
    response: sale,
    errors: [...TAKING, 'sales.code_used'],
  },
  takeCashSale: {
    method: 'POST',
    path: '/terminal/sales/cash',
    summary: 'Sell for cash; the change is what was handed over beyond the amount',
    permission: 'terminal.charge',
    idempotent: true,
    body: z.object({ amountMinor, tenderedMinor: amountMinor }),
    response: sale,
    errors: [...TAKING, 'sales.no_shift', 'sales.too_little_tendered'],
  },
  takeSlipSale: {
    method: 'POST',
    path: '/terminal/sales/bank-card',
    summary: 'Sell against the slip of the bank card’s own device; its number counts once',
    permission: 'terminal.charge',
    idempotent: true,
    body: z.object({ amountMinor, reference: slipReference, cardLastFour: z.string().regex(/^\d{4}$/) }),
    response: sale,
    errors: TAKING,
  },
  getTerminalSale: {
    method: 'GET',
    path: '/terminal/sales/:saleId',
    summary: 'What became of a sale of this merchant',
    permission: 'terminal.read',
    ratePerMinute: 600,
    params: saleId,
    response: sale,
    errors: ['sales.unknown'],
  },
  checkSale: {
    method: 'POST',
    path: '/terminal/sales/:saleId/check',
    summary: 'Ask the channel now what became of a sale that waits',
    permission: 'terminal.charge',
    params: saleId,
    response: sale,
    errors: ['sales.unknown', 'channels.unknown'],
  },
  giveUpSale: {
    method: 'POST',
    path: '/terminal/sales/:saleId/give-up',
    summary: 'Stop waiting: what was not paid can be paid no more, and what nobody knows is reversed; what is paid by then stays paid',
    permission: 'terminal.charge',
    params: saleId,
    response: sale,
    errors: ['sales.unknown', 'channels.unknown'],
  },
  refundTerminalSale: {
    method: 'POST',
    path: '/terminal/sales/:saleId/refunds',
    summary: 'Give a sale back to where it came from, in whole or in part; cash comes out of this till’s drawer',
    permission: 'terminal.refund',
    idempotent: true,
    params: saleId,
    body: z.object({ amountMinor, reason: shortText.optional(), reference: slipReference.optional() }),
    response: sale,
    errors: [...RETURNING, 'sales.refund_not_allowed', 'sales.no_shift', 'channels.unknown'],
  },
  listTerminalSales: {
    method: 'GET',
    path: '/terminal/sales',
    summary: 'The last sales of this terminal that were not paid by card or code of ours, newest first',
    permission: 'terminal.read',
    query: z.object(paging),
    response: page(sale),
    errors: [],
  },
  getTerminalShift: {
    method: 'GET',
    path: '/terminal/shift',
    summary: 'The open shift of this terminal with its totals so far, and the ways of paying that are switched on',
    permission: 'terminal.read',
    response: z.object({ shift: shift.nullable(), methods: z.array(z.enum(SALE_METHODS)), reasonAboveMinor: balanceMinor }),
    errors: [],
  },
  listTerminalShifts: {
    method: 'GET',
    path: '/terminal/shifts',
    summary: 'The shifts of this terminal, newest first',
    permission: 'terminal.read',
    query: z.object(paging),
    response: page(shift),
    errors: [],
  },
  openShift: {
    method: 'POST',
    path: '/terminal/shifts',
    summary: 'Begin a shift with the cash that lies in the drawer',
    permission: 'terminal.charge',
    idempotent: true,
    body: z.object({ cashier: cashierName, floatMinor: z.int().min(0).max(10_000_000) }),
    response: shift,
    errors: ['sales.shift_open'],
  },
  moveDrawerCash: {
    method: 'POST',
    path: '/terminal/shifts/:shiftId/drawer-moves',
    summary: 'Take cash out of the drawer during a shift, or put change into it, before a witness; what is expected at the close follows',
    permission: 'terminal.charge',
    idempotent: true,
    params: shiftId,
    body: newDrawerMove,
    response: shift,
    errors: ['sales.shift_unknown', 'sales.shift_closed', 'sales.drawer_exceeds', 'sales.drawer_moves_full', 'sales.witness_needed'],
  },
  closeShift: {
    method: 'POST',
    path: '/terminal/shifts/:shiftId/close',
    summary: 'Count the drawer and close the shift; the same content again is answered the same',
    permission: 'terminal.charge',
    idempotent: true,
    params: shiftId,
    body: z.object({ cashier: cashierName, counted: countedDrawer, reason: shortText.optional() }),
    response: shift,
    errors: ['sales.shift_unknown', 'sales.shift_closed', 'sales.sale_waiting', 'sales.reason_needed'],
  },
  listSales: {
    method: 'GET',
    path: '/sales',
    summary: 'Sales that were paid at a till by WeChat Pay, Alipay, bank card or cash, newest first',
    permission: 'payments.read',
    query: z.object({ ...paging, ...saleFilters }),
    response: page(sale),
    errors: [],
  },
  getSale: {
    method: 'GET',
    path: '/sales/:saleId',
    summary: 'One of these sales, with its refunds',
    permission: 'payments.read',
    params: saleId,
    response: sale,
    errors: ['sales.unknown'],
  },
  refundSale: {
    method: 'POST',
    path: '/sales/:saleId/refunds',
    summary: 'Give a sale back to where it came from, in whole or in part; cash is given back at a till',
    permission: 'payments.refund',
    idempotent: true,
    params: saleId,
    body: z.object({ amountMinor, reason: name }),
    response: sale,
    errors: [...RETURNING, 'sales.cash_at_till', 'channels.unknown'],
  },
  exportSales: {
    method: 'GET',
    path: '/sales-export',
    summary: 'These sales as a CSV file',
    permission: 'payments.read',
    ratePerMinute: 10,
    query: z.object({ ...saleFilters, language: z.enum(LANGUAGES) }),
    download: ['text/csv'],
    response: file,
    errors: [],
  },
  listShifts: {
    method: 'GET',
    path: '/shifts',
    summary: 'Shifts of tills, newest first',
    permission: 'sales.readShifts',
    query: z.object({ ...paging, ...shiftFilters }),
    response: page(shift),
    errors: [],
  },
  getShift: {
    method: 'GET',
    path: '/shifts/:shiftId',
    summary: 'One shift: its totals by kind and the count of its drawer',
    permission: 'sales.readShifts',
    params: shiftId,
    response: shift,
    errors: ['sales.shift_unknown'],
  },
  bookShiftDifference: {
    method: 'POST',
    path: '/shifts/:shiftId/book',
    summary: 'Take what the drawer had too much or too little into the books, once; the count stays as it is',
    permission: 'sales.bookShifts',
    idempotent: true,
    params: shiftId,
    body: z.object({ note: name }),
    response: shift,
    errors: ['sales.shift_unknown', 'sales.nothing_to_book'],
  },
  exportShifts: {
    method: 'GET',
    path: '/shifts-export',
    summary: 'Shifts as a CSV file, one line a shift',
    permission: 'sales.readShifts',
    ratePerMinute: 10,
    query: z.object({ ...shiftFilters, language: z.enum(LANGUAGES) }),
    download: ['text/csv'],
    response: file,
    errors: [],
  },
});

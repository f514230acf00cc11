import { z } from 'zod';
import {
  CASH_FACES,
  CASH_MOVE_KINDS,
  type CashFace,
  DRAWER_MOVE_KINDS,
  SALE_METHODS,
  SALE_STATES,
  SHIFT_DIFFERENCES,
  SHIFT_METHODS,
  SHIFT_STATES,
} from './sale-kinds.ts';
import { amountMinor, balanceMinor, businessDay, id, instant, searchText, shortText } from './schemas.ts';
import { oneLine } from './texts.ts';

const PIECES_MAX = 10_000;

/** The number on the slip of a bank card’s device. */
export const slipReference = z.string().regex(/^[0-9A-Za-z-]{4,32}$/);

/** Who stands at the till, as they write their name: a till knows no sign-in of people. */
export const cashierName = oneLine(40).min(1);

const face = z.int().refine((value): value is CashFace => CASH_FACES.some((one) => one === value), 'no note or coin');
/** How many of each lie in the drawer; a face that is missing lies there not once. */
export const countedDrawer = z
  .array(z.object({ faceMinor: face, pieces: z.int().min(0).max(PIECES_MAX) }))
  .max(CASH_FACES.length)
  .refine((lines) => new Set(lines.map(({ faceMinor }) => faceMinor)).size === lines.length, 'a face twice');

const shiftTotal = z.object({
  method: z.enum(SHIFT_METHODS),
  saleCount: z.int(),
  saleMinor: balanceMinor,
  refundCount: z.int(),
  refundMinor: balanceMinor,
});
/** Cash out of the drawer, or into it: how much, why, by whom, and who stood by. */
export const newDrawerMove = z.object({
  kind: z.enum(DRAWER_MOVE_KINDS),
  amountMinor,
  reason: shortText.min(1),
  cashier: cashierName,
  witness: cashierName,
});
const drawerMove = z.object({
  id: id<'drawerMove'>(),
  kind: z.enum(DRAWER_MOVE_KINDS),
  amountMinor: balanceMinor,
  reason: z.string(),
  cashier: z.string(),
  witness: z.string(),
  at: instant,
});
export const shift = z.object({
  id: id<'shift'>(),
  /** Null of a desk, where staff take cash: it is nobody's till but that of whoever opened it. */
  merchantId: id<'organization'>().nullable(),
  merchantName: z.string(),
  terminalId: id<'terminal'>().nullable(),
  terminalName: z.string(),
  /** Counts up at its terminal, or for whoever is at the desk. */
  shiftNo: z.int(),
  businessOn: businessDay,
  openedBy: z.string(),
  openedAt: instant,
  closedBy: z.string().nullable(),
  closedAt: instant.nullable(),
  floatMinor: balanceMinor,
  /** One line for each kind, in the order of `SHIFT_METHODS`. */
  totals: z.array(shiftTotal),
  /** Cash moved out of the drawer and into it beside all sales, the earliest first. */
  drawerMoves: z.array(drawerMove),
  /** Float, cash taken, less cash given back, and what was moved. */
  expectedMinor: balanceMinor,
  countedMinor: balanceMinor.nullable(),
  counted: z.array(z.object({ faceMinor: z.int(), pieces: z.int() })),
  /** What was counted beyond what was expected; negative when something is missing. */
  differenceMinor: balanceMinor.nullable(),
  reason: z.string().nullable(),
  /** Who stood by while somebody counted a desk’s drawer that a colleague had left open. */
  witness: z.string().nullable(),
  bookedBy: z.string().nullable(),
  bookedAt: instant.nullable(),
  bookingNote: z.string().nullable(),
});
export type Shift = z.input<typeof shift>;
export type DrawerMove = Shift['drawerMoves'][number];
export type ShiftTotal = Shift['totals'][number];

export const cashMove = z.object({
  id: id<'cashMove'>(),
  kind: z.enum(CASH_MOVE_KINDS),
  /** Into the drawer; negative out of it. */
  amountMinor: balanceMinor,
  /** Who took or gave it at a desk, or at which till. Empty where neither is known. */
  place: z.string(),
  isDesk: z.boolean(),
  /** The desk's shift that it was counted in; null while it was not, and at a till, where its sale tells. */
  shiftId: id<'shift'>().nullable(),
  businessOn: businessDay,
  at: instant,
});
export type CashMove = z.input<typeof cashMove>;

/** How the cash of a day was counted. */
export const cashDay = z.object({
  /** Into drawers and out of them, all places together. */
  inCount: z.int(),
  inMinor: balanceMinor,
  outCount: z.int(),
  outMinor: balanceMinor,
  /** Shifts of the day that were closed: what was counted, and should have been. */
  shiftCount: z.int(),
  expectedMinor: balanceMinor,
  countedMinor: balanceMinor,
  /** What drawers had too much and too little, without sign, and what of it was taken into the books. */
  differenceMinor: balanceMinor,
  bookedMinor: balanceMinor,
  /** Shifts of the day that are open still. */
  openCount: z.int(),
  /** Taken or given at desks and in no count yet. */
  uncountedCount: z.int(),
  uncountedMinor: balanceMinor,
});
export type CashDay = z.input<typeof cashDay>;

export const shiftFilters = {
  state: z.enum(SHIFT_STATES).optional(),
  difference: z.enum(SHIFT_DIFFERENCES).optional(),
  merchantId: id<'organization'>().optional(),
  terminalId: id<'terminal'>().optional(),
  from: businessDay.optional(),
  to: businessDay.optional(),
  /** A cashier, a merchant, or the number of a shift. */
  q: searchText.optional(),
};

export const saleFilters = {
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

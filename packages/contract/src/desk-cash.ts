import { z } from 'zod';
import { routes } from './route.ts';
import { cashierName, cashMove, countedDrawer, newDrawerMove, shift } from './sales-shapes.ts';
import { balanceMinor, businessDay, id, page, paging, shortText } from './schemas.ts';

/** Who takes cash over a counter, or gives it. */
const AT_DESK = ['payments.topUp', 'funding.write', 'anonymouscards.write', 'giftcards.sell'] as const;

/** Routes of `sales`: the drawer of whoever takes cash at a desk, and each movement of cash. */
export const deskCash = routes({
  listCashMoves: {
    method: 'GET',
    path: '/cash-moves',
    summary: 'Each movement of cash at desks and tills, newest first',
    permission: 'sales.readShifts',
    query: z.object({ ...paging, businessOn: businessDay.optional(), shiftId: id<'shift'>().optional(), uncounted: z.literal('true').optional() }),
    response: page(cashMove),
    errors: [],
  },
  getDeskShift: {
    method: 'GET',
    path: '/desk-shift',
    summary: 'The open shift of whoever takes cash at a desk, and the last of what came in and went out',
    permission: AT_DESK,
    response: z.object({ shift: shift.nullable(), moves: z.array(cashMove), reasonAboveMinor: balanceMinor }),
    errors: [],
  },
  openDeskShift: {
    method: 'POST',
    path: '/desk-shift',
    summary: 'Begin a shift at a desk with the cash that lies in the drawer',
    permission: AT_DESK,
    idempotent: true,
    body: z.object({ floatMinor: z.int().min(0).max(10_000_000) }),
    response: shift,
    errors: ['sales.shift_open'],
  },
  moveDeskCash: {
    method: 'POST',
    path: '/desk-shift/drawer-moves',
    summary: 'Take cash out of the desk’s drawer to the safe, or put change into it, before a witness',
    permission: AT_DESK,
    idempotent: true,
    body: newDrawerMove.omit({ cashier: true }),
    response: shift,
    errors: ['sales.no_shift', 'sales.shift_closed', 'sales.drawer_exceeds', 'sales.drawer_moves_full', 'sales.witness_needed'],
  },
  closeDeskShift: {
    method: 'POST',
    path: '/desk-shift/close',
    summary: 'Count the desk’s drawer and close the shift; the same content again is answered the same',
    permission: AT_DESK,
    idempotent: true,
    body: z.object({ shiftId: id<'shift'>(), counted: countedDrawer, reason: shortText.optional() }),
    response: shift,
    errors: ['sales.shift_unknown', 'sales.shift_closed', 'sales.reason_needed', 'sales.cash_behind'],
  },
  closeLeftShift: {
    method: 'POST',
    path: '/shifts/:shiftId/close',
    summary: 'Count a desk’s drawer that a colleague left open, with somebody beside, and close the shift; the same again is answered the same',
    permission: 'sales.bookShifts',
    idempotent: true,
    params: z.object({ shiftId: id<'shift'>() }),
    body: z.object({ counted: countedDrawer, reason: shortText.min(1), witness: cashierName }),
    response: shift,
    errors: ['sales.shift_unknown', 'sales.count_at_till', 'sales.own_drawer', 'sales.shift_closed', 'sales.witness_needed', 'sales.cash_behind'],
  },
});

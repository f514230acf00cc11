import { sales } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, omit, pick } from '../../platform/bind.ts';
import type { ChannelsParts } from '../channels/index.ts';
import { bookShiftDifference } from './book-shift-difference.ts';
import { closeLeftShift } from './close-left-shift.ts';
import { closeShift } from './close-shift.ts';
import { closeDeskShift, getDeskShift, moveDeskCash, openDeskShift } from './desk-shift.ts';
import { createExports } from './export-sales.ts';
import { checkSale, getSale, giveUpSale } from './follow-sale.ts';
import { listCashMoves } from './list-cash-moves.ts';
import { listSales, listTerminalSales } from './list-sales.ts';
import { getShift, listShifts, listTerminalShifts } from './list-shifts.ts';
import { moveDrawerCash } from './move-drawer-cash.ts';
import { getTerminalShift, openShift } from './open-shift.ts';
import { refundSale, refundTerminalSale } from './refund-sale.ts';
import { takeCodeSale } from './take-code-sale.ts';
import { takeCashSale, takeSlipSale } from './take-desk-sale.ts';

/** These speak to a channel, or wait for the journal, between two transactions. */
const DIRECT = ['takeCodeSale', 'checkSale', 'giveUpSale', 'closeShift', 'getDeskShift', 'closeDeskShift', 'closeLeftShift'] as const;
const FILES = ['exportSales', 'exportShifts'] as const;

export function createSalesRoutes(parts: ChannelsParts): BoundRoute[] {
  return [
    ...bindDirect(pick(sales, DIRECT), {
      takeCodeSale: (call, input) => takeCodeSale(parts, call, input),
      checkSale: (call, input) => checkSale(parts, call, input),
      giveUpSale: (call, input) => giveUpSale(parts, call, input),
      closeShift: (call, input) => closeShift(parts.database, call, input),
      getDeskShift: (call) => getDeskShift(parts.database, call),
      closeDeskShift: (call, input) => closeDeskShift(parts.database, call, input),
      closeLeftShift: (call, input) => closeLeftShift(parts.database, call, input),
    }),
    ...bindFiles(pick(sales, FILES), createExports(parts.database)),
    ...bind(omit(sales, [...DIRECT, ...FILES]), {
      takeCashSale: (ctx, input) => takeCashSale(ctx, input, parts),
      takeSlipSale: (ctx, input) => takeSlipSale(ctx, input, parts),
      getTerminalSale: getSale,
      refundTerminalSale: (ctx, input) => refundTerminalSale(ctx, input, parts),
      listTerminalSales,
      getTerminalShift: (ctx) => getTerminalShift(ctx, parts),
      listTerminalShifts,
      openShift,
      moveDrawerCash,
      listSales,
      getSale,
      refundSale: (ctx, input) => refundSale(ctx, input, parts),
      listShifts,
      getShift,
      bookShiftDifference,
      listCashMoves,
      openDeskShift,
      moveDeskCash,
    }),
  ];
}

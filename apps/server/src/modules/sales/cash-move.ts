import type { CashMoveKind } from '@tessera/contract';
import { type Minor, negate, ZERO } from '@tessera/kernel';
import { GIFT_CARD_CODES } from '../giftcards/index.ts';
import { TRANSFER_CODES, type Transfer } from '../ledger/index.ts';
import type { NewCashMove } from './cash-queries.ts';
import type { ShiftTotal } from './shift.ts';

const KINDS: ReadonlyMap<number, CashMoveKind> = new Map([
  [TRANSFER_CODES.topUp, 'topUp'],
  [TRANSFER_CODES.withdrawal, 'withdrawal'],
  [TRANSFER_CODES.closure, 'closure'],
  [TRANSFER_CODES.deposit, 'deposit'],
  [GIFT_CARD_CODES.sale, 'giftCard'],
  [GIFT_CARD_CODES.return, 'giftCard'],
  [TRANSFER_CODES.sale, 'sale'],
  [TRANSFER_CODES.saleRefund, 'refund'],
  [TRANSFER_CODES.saleRefundReturn, 'refund'],
]);
const AT_TILLS: readonly CashMoveKind[] = ['sale', 'refund', 'other'];

/** What a transfer brought into a drawer or took out of it; nothing where it is a correction of the books, which no hand moved. Pure. */
export function cashMoveOf(transfer: Transfer, cashAccount: number): NewCashMove | undefined {
  const { id, code, debit, credit, origin, amountMinor } = transfer;
  const isIn = debit === cashAccount;
  if (isIn === (credit === cashAccount) || code === 0 || code === TRANSFER_CODES.adjustment) return undefined;
  const kind = KINDS.get(code) ?? 'other';
  const isTill = kind === 'sale' || kind === 'refund';
  return {
    id: id as NewCashMove['id'], // A move has the id of its transfer.
    kind,
    amount_minor: isIn ? amountMinor : negate(amountMinor),
    staff_id: AT_TILLS.includes(kind) ? null : (origin as NewCashMove['staff_id']), // Of what happens at a counter, the origin is whoever is there.
    terminal_id: isTill ? (origin as NewCashMove['terminal_id']) : null, // Of a sale, it is the till.
    business_on: transfer.businessOn,
    at: transfer.at,
  };
}

export type CashSums = { inCount: number; inMinor: Minor; outCount: number; outMinor: Minor };
export const NO_CASH: CashSums = { inCount: 0, inMinor: ZERO, outCount: 0, outMinor: ZERO };

/** What a desk took and gave, as a till tells what it sold and gave back. Pure. */
export function totalOfDesk(sums: CashSums): ShiftTotal {
  return { method: 'cash', saleCount: sums.inCount, saleMinor: sums.inMinor, refundCount: sums.outCount, refundMinor: sums.outMinor };
}

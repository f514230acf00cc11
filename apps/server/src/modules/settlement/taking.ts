import type { SettlementCycle } from '@tessera/contract';
import { add, type BusinessDay, dayAfter, type Id, type Minor, negate, rateOf, subtract, ZERO } from '@tessera/kernel';
import { keyOf, TRANSFER_CODES, type Transfer } from '../ledger/index.ts';
import { SETTLEMENT_CODES } from './accrue.ts';
import { spanOf } from './period.ts';
import type { TakingKind } from './tables.ts';

/** One payment at a merchant, or what went back of one, before anybody keeps a commission of it. What leaves the merchant is negative. */
export type Taking = {
  readonly id: string;
  readonly merchantId: Id<'organization'>;
  readonly kind: TakingKind;
  /** The transfer that is given back, in part or whole. */
  readonly original: string | null;
  readonly occurredAt: Date;
  readonly businessOn: BusinessDay;
  readonly amountMinor: Minor;
};

/** What settlement itself takes off the account is not taken by the merchant. */
const OWN: ReadonlySet<number> = new Set(Object.values(SETTLEMENT_CODES));
const KINDS: ReadonlyMap<number, TakingKind> = new Map([
  [TRANSFER_CODES.payment, 'payment'],
  [TRANSFER_CODES.refund, 'refund'],
  [TRANSFER_CODES.reversal, 'refund'],
  [TRANSFER_CODES.sale, 'sale'],
  [TRANSFER_CODES.saleRefund, 'sale_refund'],
  [TRANSFER_CODES.saleRefundReturn, 'sale_refund'],
]);

/** In the order of the books; several purses that bore one payment are one. Pure. */
export function takingsOf(transfers: readonly Transfer[], merchants: ReadonlyMap<number, Id<'organization'>>): Taking[] {
  const takings = new Map<string, Taking>();
  for (const transfer of transfers) {
    if (transfer.code === 0 || OWN.has(transfer.code)) continue;
    const [to, from] = [merchants.get(transfer.credit), merchants.get(transfer.debit)];
    const merchantId = to ?? from;
    if (!merchantId || to === from) continue;
    const id = keyOf(transfer);
    const amountMinor = to ? transfer.amountMinor : negate(transfer.amountMinor);
    const known = takings.get(id);
    const { original, at: occurredAt, businessOn } = transfer;
    const whole = known ? add(known.amountMinor, amountMinor) : amountMinor;
    takings.set(id, { id, merchantId, kind: kindOf(transfer.code, amountMinor), original, occurredAt, businessOn, amountMinor: whole });
  }
  return [...takings.values()];
}

function kindOf(code: number, amountMinor: Minor): TakingKind {
  const kind = KINDS.get(code) ?? 'other';
  return isPayment(kind) && amountMinor < 0 ? 'other' : kind;
}

export function isPayment(kind: TakingKind): boolean {
  return kind === 'payment' || kind === 'sale';
}

/** What is left of a payment, and the rate that was kept of it. */
export type Rest = { leftMinor: Minor; commissionBps: number };

/**
 * What the operator keeps of a taking: of a payment its share, rounded for itself. What goes back takes as much of it along as the rest bears less,
 * so that a payment that went back in parts has cost nothing in the end. Pure.
 */
export function commissionOf({ kind, amountMinor }: Pick<Taking, 'kind' | 'amountMinor'>, rateBps: number, rest?: Rest): Minor {
  if (kind === 'other') return ZERO;
  if (isPayment(kind) || !rest || rest.leftMinor + amountMinor < 0) return rateOf(amountMinor, rateBps);
  return subtract(rateOf(add(rest.leftMinor, amountMinor), rest.commissionBps), rateOf(rest.leftMinor, rest.commissionBps));
}

const WEEK_DAYS = 7;
const SATURDAY = 6;

/** The days that are settled together with one of them: itself, its week from Monday on, or its month. Pure. */
export function cycleOf(day: BusinessDay, cycle: SettlementCycle): { firstOn: BusinessDay; lastOn: BusinessDay } {
  if (cycle === 'day') return { firstOn: day, lastOn: day };
  if (cycle === 'month') return spanOf(day.slice(0, 7));
  const sinceMonday = (weekdayOf(day) + WEEK_DAYS - 1) % WEEK_DAYS;
  return { firstOn: dayAfter(day, -sinceMonday), lastOn: dayAfter(day, WEEK_DAYS - 1 - sinceMonday) };
}

/** The first day after another on which banks work. Pure. */
export function workingDayAfter(day: BusinessDay, holidays: ReadonlySet<BusinessDay>): BusinessDay {
  let next = dayAfter(day, 1);
  while (weekdayOf(next) === 0 || weekdayOf(next) === SATURDAY || holidays.has(next)) next = dayAfter(next, 1);
  return next;
}

function weekdayOf(day: BusinessDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

import { AppError, type OutputOf, type PayoutHold, type PayoutResult, type PayoutState, type settlement } from '@tessera/contract';
import { add, type Id, type Minor, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { findPayoutTerms, type PayoutTerms } from '../merchants/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import {
  type BatchRow,
  lockBatch,
  type OpenPart,
  type PayoutRow,
  selectBatchSums,
  selectMerchantsDue,
  selectOpenParts,
  selectParts,
  selectPayoutsOf,
} from './payout-queries.ts';
import { monthOf } from './period.ts';
import { sumsBy } from './statement.ts';

export type BatchView = OutputOf<typeof settlement.getPayoutBatch>;
export type PayoutView = OutputOf<typeof settlement.recordPayoutResult>;
type Mark = NonNullable<OutputOf<typeof settlement.getPayable>['payout']>;

const STARS = '**** ';

/** What a merchant is still to be paid, and whether the next batch takes it. */
export type Due = {
  merchantId: Id<'organization'>;
  parts: readonly OpenPart[];
  amountMinor: Minor;
  terms: PayoutTerms | undefined;
  hold: PayoutHold | null;
};

/** Why nothing is paid out now: what is owed the other way is carried over, as is what is too little. Pure. */
export function holdOf({ amountMinor, terms }: Pick<Due, 'amountMinor' | 'terms'>): PayoutHold | null {
  if (amountMinor <= 0) return 'nothing_left';
  if (!terms) return 'no_contract';
  return amountMinor < terms.minPayoutMinor ? 'below_minimum' : null;
}

/** A page of merchants with open payables, in the order of their ids. */
export async function dueAfter(ctx: Ctx, page: { afterId: Id<'organization'> | undefined; limit: number }): Promise<Due[]> {
  const on = await businessDayNow(ctx);
  const merchantIds = await selectMerchantsDue(ctx, { ...page, on });
  if (merchantIds.length === 0) return [];
  const open = new Map(sumsBy(await selectOpenParts(ctx, { merchantIds, on }), ({ merchantId }) => merchantId));
  const terms = await findPayoutTerms(ctx, { organizationIds: merchantIds, on });
  return merchantIds.map((merchantId) => {
    const parts = open.get(merchantId) ?? [];
    const due = { amountMinor: add(toMinor(0), ...parts.map(({ amountMinor }) => amountMinor)), terms: terms.get(merchantId) };
    return { merchantId, parts, ...due, hold: holdOf(due) };
  });
}

/** Payables by their month, statements of takings by their days. */
export function partsSeen(parts: readonly OpenPart[]) {
  return {
    payables: parts.flatMap(({ payableId, firstOn, amountMinor }) => (payableId ? [{ payableId, month: monthOf(firstOn), amountMinor }] : [])),
    takings: parts.flatMap(({ takingsStatementId, firstOn, lastOn, amountMinor }) =>
      takingsStatementId ? [{ takingsStatementId, firstOn, lastOn, amountMinor }] : [],
    ),
  };
}

/**
 * What the bank's word makes of a pay-out: `same` where it said so before, undefined where it contradicts what is known. What was paid and
 * is refused came back. Pure.
 */
export function stateAfter(state: PayoutState, result: PayoutResult): PayoutState | 'same' | undefined {
  if (result === 'paid') return state === 'sent' ? 'paid' : state === 'paid' ? 'same' : undefined;
  if (state === 'sent') return 'refused';
  if (state === 'paid') return 'returned';
  return state === 'refused' || state === 'returned' ? 'same' : undefined;
}

/** @throws AppError `settlement.payout_batch_unknown` */
export async function lockedBatch(ctx: Ctx, payoutBatchId: Id<'payoutBatch'>): Promise<BatchRow> {
  const row = await lockBatch(ctx, payoutBatchId);
  if (!row) throw new AppError('settlement.payout_batch_unknown', { payoutBatchId });
  return row;
}

export async function describeBatches(ctx: Ctx, rows: readonly BatchRow[]): Promise<BatchView[]> {
  const { actor } = ctx;
  const sums =
    rows.length === 0
      ? []
      : await selectBatchSums(
          ctx,
          rows.map(({ id }) => id),
        );
  return rows.map((row) => {
    const of = (...states: PayoutState[]) => sums.filter(({ batch_id, state }) => batch_id === row.id && states.includes(state));
    const [paid, refused] = [of('paid'), of('refused', 'returned')];
    const countIn = (some: typeof sums) => some.reduce((sum, { count }) => sum + Number(count), 0);
    const amountIn = (some: typeof sums) => add(toMinor(0), ...some.map(({ amount_minor }) => amount_minor));
    return {
      id: row.id,
      number: row.number,
      state: row.state,
      payoutCount: row.payout_count,
      amountMinor: row.amount_minor,
      paidCount: countIn(paid),
      paidMinor: amountIn(paid),
      refusedCount: countIn(refused),
      refusedMinor: amountIn(refused),
      madeByName: row.made_by_name,
      madeAt: row.made_at,
      releasedByName: row.released_by_name,
      releasedAt: row.released_at,
      cancelledByName: row.cancelled_by_name,
      cancelledAt: row.cancelled_at,
      takenByName: row.taken_by_name,
      takenAt: row.taken_at,
      mayRelease:
        row.state === 'drafted' && actor.kind === 'staff' && actor.permissions.has('settlement.releasePayOuts') && actor.staffId !== row.made_by,
    };
  });
}

export async function describeBatch(ctx: Ctx, row: BatchRow): Promise<BatchView> {
  const [view] = await describeBatches(ctx, [row]);
  if (!view) throw new Error('a batch has one description');
  return view;
}

/** Of the account no more than its end: the file for the bank alone has the whole. */
export async function describePayouts(ctx: Ctx, rows: readonly PayoutRow[]): Promise<PayoutView[]> {
  const merchants = await findOrganizations(
    ctx,
    rows.map(({ merchant_id }) => merchant_id),
  );
  const parts = new Map(
    sumsBy(
      rows.length === 0
        ? []
        : await selectParts(
            ctx,
            rows.map(({ id }) => id),
          ),
      ({ payoutId }) => payoutId,
    ),
  );
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    merchantId: row.merchant_id,
    merchantName: merchants.get(row.merchant_id)?.name ?? '',
    holder: row.holder,
    bank: row.bank,
    accountMasked: STARS + row.account_tail,
    amountMinor: row.amount_minor,
    state: row.state,
    ...partsSeen(parts.get(row.id) ?? []),
    reason: row.reason,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at,
  }));
}

export function maskedAccount(terms: PayoutTerms | undefined) {
  return { holder: terms?.holder ?? '', bank: terms?.bank ?? '', accountMasked: terms ? STARS + terms.tail : '' };
}

/** What became of the money of statements, as far as the reader may see it. */
export async function payoutMarksOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Mark>> {
  const rows = ids.length === 0 ? [] : await selectPayoutsOf(ctx, ids);
  return new Map(
    rows.map(({ part_of, reference, state, amount_minor, account_tail, reason, decided_at }) => [
      part_of,
      { reference, state, amountMinor: amount_minor, accountMasked: STARS + account_tail, reason, decidedAt: decided_at },
    ]),
  );
}

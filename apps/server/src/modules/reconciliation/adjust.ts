import { AppError, type InputOf, type reconciliation } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { openAccount, post, TRANSFER_CODES } from '../ledger/index.ts';
import { channelAccountOf } from '../payments/index.ts';
import { type DifferenceView, gapOf, lockOpenDifference, recordAct, toldDifference } from './difference.ts';
import {
  type AdjustmentRow,
  type DifferenceRow,
  insertAccountId,
  insertAdjustment,
  lockAccounts,
  lockDifference,
  selectAccountId,
  selectAdjustment,
  updateAdjustment,
  updateDifference,
} from './queries.ts';
import { staffOf } from './staff.ts';

/** The owner that the ledger writes on the account of unexplained differences. */
const ACCOUNT_OWNER = '00000000-0000-7000-8000-000000000006';
const ACCOUNT = 'differences';

/**
 * The maker's part: nothing is booked yet. The direction follows from the difference; the amount is what the maker saw, and it is all that differs: a part
 * would leave a gap that nobody sees any more.
 * @throws AppError `reconciliation.difference_unknown`, `reconciliation.difference_settled`, `reconciliation.adjustment_not_the_gap`
 */
export async function proposeAdjustment(ctx: Ctx, input: InputOf<typeof reconciliation.proposeAdjustment>): Promise<DifferenceView> {
  const { differenceId, amountMinor, reason } = input;
  const row = await lockOpenDifference(ctx, differenceId);
  const gap = gapOf(row);
  if (row.kind === 'books' || amountMinor !== Math.abs(gap))
    throw new AppError('reconciliation.adjustment_not_the_gap', { amountMinor: row.kind === 'books' ? 0 : Math.abs(gap) });
  const maker = staffOf(ctx);
  const adjustment = { direction: gap > 0 ? ('in' as const) : ('out' as const), amount_minor: amountMinor, reason };
  await insertAdjustment(ctx, {
    id: input.key,
    difference_id: differenceId,
    ...adjustment,
    state: 'proposed',
    maker_id: maker.staffId,
    maker_name: maker.name,
    made_at: ctx.now,
  });
  await updateDifference(ctx, differenceId, { state: 'proposed', reason, changed_by: maker.name });
  await recordAct(ctx, row, { act: 'proposeAdjustment', state: 'proposed', adjustmentId: input.key, ...adjustment, maker: maker.name });
  return toldDifference(ctx, differenceId);
}

/**
 * The checker's part, who is somebody else: a new entry of today between the channel's account and the account of differences.
 * @throws AppError `reconciliation.adjustment_unknown`, `reconciliation.adjustment_decided`, `reconciliation.same_person`
 */
export async function confirmAdjustment(ctx: Ctx, { adjustmentId }: InputOf<typeof reconciliation.confirmAdjustment>): Promise<DifferenceView> {
  const { adjustment, difference, checker } = await lockProposed(ctx, adjustmentId);
  const businessOn = await businessDayNow(ctx);
  const channel = await channelAccountOf(ctx, difference.channel_key);
  const other = await differencesAccountOf(ctx);
  const [debit, credit] = adjustment.direction === 'in' ? [channel, other] : [other, channel];
  await post(ctx, {
    businessOn,
    transfers: [{ id: adjustment.id, debit, credit, amountMinor: adjustment.amount_minor, code: TRANSFER_CODES.adjustment, origin: checker.staffId }],
  });
  await decide(ctx, adjustment, { state: 'confirmed', business_on: businessOn });
  await updateDifference(ctx, difference.id, { state: 'adjusted', changed_by: checker.name });
  await tell(ctx, 'confirmAdjustment', { adjustment, difference, state: 'adjusted' });
  return toldDifference(ctx, difference.id);
}

/** @throws AppError as `confirmAdjustment` */
export async function rejectAdjustment(ctx: Ctx, { adjustmentId }: InputOf<typeof reconciliation.rejectAdjustment>): Promise<DifferenceView> {
  const { adjustment, difference, checker } = await lockProposed(ctx, adjustmentId);
  await decide(ctx, adjustment, { state: 'rejected' });
  await updateDifference(ctx, difference.id, { state: 'open', reason: null, changed_by: checker.name });
  await tell(ctx, 'rejectAdjustment', { adjustment, difference, state: 'open' });
  return toldDifference(ctx, difference.id);
}

/** The difference's row is the lock: two checkers of one adjustment come one after another. */
async function lockProposed(ctx: Ctx, adjustmentId: Id<'adjustment'>) {
  const named = await selectAdjustment(ctx, adjustmentId);
  const difference = named && (await lockDifference(ctx, named.difference_id));
  const adjustment = await selectAdjustment(ctx, adjustmentId);
  if (!adjustment || !difference) throw new AppError('reconciliation.adjustment_unknown');
  if (adjustment.state !== 'proposed') throw new AppError('reconciliation.adjustment_decided');
  const checker = staffOf(ctx);
  if (adjustment.maker_id === checker.staffId) throw new AppError('reconciliation.same_person');
  return { adjustment, difference, checker };
}

async function decide(ctx: Ctx, adjustment: AdjustmentRow, outcome: Pick<Partial<AdjustmentRow>, 'state' | 'business_on'>): Promise<void> {
  const checker = staffOf(ctx);
  await updateAdjustment(ctx, adjustment.id, { ...outcome, checker_id: checker.staffId, checker_name: checker.name, checked_at: ctx.now });
}

function tell(ctx: Ctx, act: string, of: { adjustment: AdjustmentRow; difference: DifferenceRow; state: string }): Promise<void> {
  const { id, direction, amount_minor, maker_name } = of.adjustment;
  const names = { maker: maker_name, checker: staffOf(ctx).name };
  return recordAct(ctx, of.difference, { act, state: of.state, adjustmentId: id, direction, amountMinor: amount_minor, ...names });
}

async function differencesAccountOf(ctx: Ctx): Promise<number> {
  const known = await selectAccountId(ctx, ACCOUNT);
  if (known !== undefined) return known;
  await lockAccounts(ctx);
  const meanwhile = await selectAccountId(ctx, ACCOUNT);
  if (meanwhile !== undefined) return meanwhile;
  const account = await openAccount(ctx, { owner: ACCOUNT_OWNER, kind: 'suspense', hot: true });
  await insertAccountId(ctx, ACCOUNT, account.id);
  return account.id;
}

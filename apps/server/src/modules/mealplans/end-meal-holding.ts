import { AppError, type InputOf, type mealplans } from '@tessera/contract';
import { type Id, ZERO } from '@tessera/kernel';
import { memberOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { refund } from '../ledger/index.ts';
import { describeHolding, describeOwn, type HoldingView, type OwnHoldingView, refundablesOf, statusOf } from './describe-holdings.ts';
import { tellWallets } from './enter-holdings.ts';
import { type HoldingRow, lockHoldings, selectHoldingsById, updateHoldings } from './holding-queries.ts';
import { MEAL_PLAN_CODES, refuse } from './sell-meal-plan.ts';

/** At the desk: granted or bought. @throws AppError `mealplans.holding_unknown`, `mealplans.holding_over`, `mealplans.wallet_not_active` */
export async function endMealHolding(ctx: Ctx, input: InputOf<typeof mealplans.endMealHolding>): Promise<HoldingView> {
  const { holdingId, reason, key } = input;
  const seen = await seenHolding(ctx, holdingId);
  const by = ctx.actor.kind === 'staff' ? ctx.actor.name : null;
  const row = await asSystem(ctx, (system) => end(system, { holdingId: seen.id, key, reason, by }));
  await recordEnd(ctx, row, 'mealplans.endMealHolding');
  return describeHolding(ctx, row);
}

/**
 * In the app: a plan that was bought; what was given is the operator's to end.
 * @throws AppError `mealplans.holding_unknown`, `mealplans.not_for_sale`, `mealplans.holding_over`, `mealplans.wallet_not_active`
 */
export async function returnMealPlan(ctx: Ctx, { holdingId, key }: InputOf<typeof mealplans.returnMealPlan>): Promise<OwnHoldingView> {
  const seen = await seenHolding(ctx, holdingId);
  if (seen.member_id !== memberOf(ctx)) throw new AppError('mealplans.holding_unknown', { holdingId });
  if (seen.price_minor === null) throw new AppError('mealplans.not_for_sale', { holdingId });
  const row = await asSystem(ctx, (system) => end(system, { holdingId, key, reason: null, by: null }));
  await recordEnd(ctx, row, 'mealplans.returnMealPlan');
  const [view] = await describeOwn(ctx, [row]);
  if (!view) throw new Error('one holding has one description');
  return view;
}

async function seenHolding(ctx: Ctx, holdingId: Id<'mealHolding'>): Promise<HoldingRow> {
  const [row] = await selectHoldingsById(ctx, [holdingId]);
  if (!row) throw new AppError('mealplans.holding_unknown', { holdingId });
  return row;
}

type Ending = { holdingId: Id<'mealHolding'>; key: Id<string>; reason: string | null; by: string | null };

/** Locked before it is looked at, as charges do: no meal slips in between what was counted and what is paid back. */
async function end(ctx: Ctx, { holdingId, key, reason, by }: Ending): Promise<HoldingRow> {
  const [row] = await lockHoldings(ctx, [holdingId]);
  const today = await businessDayNow(ctx);
  if (!row || !['active', 'upcoming'].includes(statusOf(row, today))) throw new AppError('mealplans.holding_over', { holdingId });
  const refundMinor = (await refundablesOf(ctx, [row])).get(holdingId) ?? ZERO;
  if (refundMinor > 0) {
    if (row.payment_id === null) throw new Error('a plan that was bought has its payment');
    // A refund of that payment, so that on the same day it no longer counts towards the day's limit either.
    const given = { id: key, original: row.payment_id, amountMinor: refundMinor, code: MEAL_PLAN_CODES.return };
    const paid = await refund(ctx, { ...given, businessOn: today }).catch(refuse);
    // This caller's own repetition was answered before; the key is somebody else's.
    if (paid.replayed) throw new AppError('request.key_reused');
  }
  await updateHoldings(ctx, [holdingId], { ended_at: ctx.now, ended_reason: reason, ended_by_name: by, refunded_minor: refundMinor });
  await tellWallets(ctx, [row.member_id]);
  const [ended] = await selectHoldingsById(ctx, [holdingId]);
  if (!ended) throw new Error('a holding that was ended is there');
  return ended;
}

function recordEnd(ctx: Ctx, row: HoldingRow, action: 'mealplans.endMealHolding' | 'mealplans.returnMealPlan'): Promise<void> {
  const { id, plan_id: planId, member_id: memberId, refunded_minor: refundedMinor, ended_reason: reason } = row;
  return record(ctx, { action, targetKind: 'mealHolding', targetId: id, after: { planId, memberId, refundedMinor, reason } });
}

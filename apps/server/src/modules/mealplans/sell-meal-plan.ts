import { AppError, type ErrorCode, type InputOf, type mealplans } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { LedgerRefusal, post, type RefusalReason, viaOf } from '../ledger/index.ts';
import { findMembers } from '../members/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { describeHolding, type HoldingView } from './describe-holdings.ts';
import { enterHoldings } from './enter-holdings.ts';
import { refuseProblem } from './grant-meal-plan.ts';
import { type HoldingRow, selectHoldingsById } from './holding-queries.ts';
import { lockedPlan, openDays } from './plan.ts';

/** A plan that a member pays for, and what comes back of it. */
export const MEAL_PLAN_CODES = { sale: 110, return: 111 } as const;

const REFUSALS: Partial<Record<RefusalReason, ErrorCode>> = {
  insufficient_funds: 'mealplans.insufficient_funds',
  over_transaction_limit: 'mealplans.over_limit',
  over_day_limit: 'mealplans.over_limit',
  account_frozen: 'mealplans.wallet_not_active',
  account_closed: 'mealplans.wallet_not_active',
  key_reused: 'request.key_reused',
};

/** For `.catch`: the ledger's refusal in the words of the contract; any other error as it came. */
export function refuse(error: unknown): never {
  const code = error instanceof LedgerRefusal ? REFUSALS[error.reason] : undefined;
  throw code ? new AppError(code) : error;
}

type Sale = {
  key: Id<string>;
  planId: Id<'mealPlan'>;
  memberId: Id<'member'>;
  startsOn: string | undefined;
  /** What the buyer was shown. */
  priceMinor: Minor;
  source: 'desk' | 'app';
  /** Who sold it at the desk. */
  by?: { made_by: Id<'staff'>; made_by_name: string };
};

/**
 * Takes the price out of the member's cash, by their limits, and gives them the plan, in one transaction. Ask as the system, once the actor was
 * checked. To a member, a plan that is not for sale does not exist.
 * @throws AppError `mealplans.price_changed` and `mealplans.*` as the routes declare, `wallets.unknown`, `mealplans.wallet_not_active`
 */
export async function makeSale(ctx: Ctx, { key, planId, memberId, startsOn, priceMinor, source, by }: Sale): Promise<HoldingRow> {
  const plan = await lockedPlan(ctx, planId);
  if (plan.price_minor === null) throw new AppError(source === 'app' ? 'mealplans.unknown' : 'mealplans.not_for_sale', { planId });
  const today = await businessDayNow(ctx);
  const days = openDays(plan, startsOn, today);
  await refuseProblem(ctx, { plan, days, memberId });
  if (plan.price_minor !== priceMinor) throw new AppError('mealplans.price_changed', { planId, priceMinor: plan.price_minor });
  const wallet = (await findWalletsOfMembers(ctx, [memberId])).get(memberId);
  if (!wallet) throw new AppError('wallets.unknown', { memberId });
  const paid = await post(ctx, {
    businessOn: today,
    transfers: [
      {
        id: key,
        debit: wallet.accountId,
        credit: plan.account_id,
        amountMinor: priceMinor,
        code: MEAL_PLAN_CODES.sale,
        enforceLimits: true,
        content: `${planId} ${days.from}`,
        via: viaOf(source === 'app' ? 'app' : 'counter'),
      },
    ],
  }).catch(refuse);
  // This caller's own repetition was answered before; the key is somebody else's.
  if (paid.replayed) throw new AppError('request.key_reused');
  const bought = { priceMinor, paymentId: key };
  const holdingId = (await enterHoldings(ctx, { plan, days, memberIds: [memberId] }, { source, bought, ...(by && { by }) })).get(memberId);
  const [row] = holdingId ? await selectHoldingsById(ctx, [holdingId]) : [];
  if (!row) throw new Error('a plan that was sold is held');
  return row;
}

/** At the counter, out of the member's cash. @throws AppError as `makeSale`, `members.unknown` */
export async function sellMealPlan(ctx: Ctx, input: InputOf<typeof mealplans.sellMealPlan>): Promise<HoldingView> {
  const { planId, memberId, startsOn, priceMinor, key } = input;
  if (!(await findMembers(ctx, [memberId])).has(memberId)) throw new AppError('members.unknown', { memberId });
  const { actor } = ctx;
  const by = actor.kind === 'staff' ? { made_by: actor.staffId, made_by_name: actor.name } : undefined;
  const sale = { key, planId, memberId, startsOn, priceMinor, source: 'desk' as const, ...(by && { by }) };
  const row = await asSystem(ctx, (system) => makeSale(system, sale));
  await record(ctx, {
    action: 'mealplans.sellMealPlan',
    targetKind: 'member',
    targetId: memberId,
    after: { planId, holdingId: row.id, priceMinor: row.price_minor, from: row.valid_from, until: row.valid_until },
  });
  return describeHolding(ctx, row);
}

import { AppError, type InputOf, type mealplans } from '@tessera/contract';
import { memberOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { proveOwnPin } from '../wallets/index.ts';
import { describeOwn, type OwnHoldingView } from './describe-holdings.ts';
import { selectHoldingOfPayment } from './holding-queries.ts';
import { lockedPlan } from './plan.ts';
import { makeSale } from './sell-meal-plan.ts';

type Input = InputOf<typeof mealplans.buyMealPlan>;

/**
 * In the app, after the PIN. The same key again, also while the first call of it still runs, answers what it bought the first time, and takes
 * nothing.
 * @throws AppError as `proveOwnPin` and `makeSale`
 */
export function createBuyMealPlan(parts: { database: Database; secrets: SecretBox }) {
  const { database } = parts;
  return async (call: Call, input: Input): Promise<OwnHoldingView> => {
    const before = await database.transaction(call.actor, call, (ctx) => boughtBefore(ctx, input));
    if (before) return before;
    await proveOwnPin(parts, call, input.pin);
    return database.transaction(call.actor, call, (ctx) => buy(ctx, input));
  };
}

/** @throws AppError `request.key_reused` where the key bought something else */
async function boughtBefore(ctx: Ctx, { key, planId, priceMinor }: Input): Promise<OwnHoldingView | undefined> {
  const row = await selectHoldingOfPayment(ctx, key);
  if (!row) return undefined;
  if (row.plan_id !== planId || row.price_minor !== priceMinor || row.source !== 'app') throw new AppError('request.key_reused');
  return (await describeOwn(ctx, [row]))[0];
}

async function buy(ctx: Ctx, input: Input): Promise<OwnHoldingView> {
  const { key, planId, startsOn, priceMinor } = input;
  const memberId = memberOf(ctx);
  // Held until this one is committed: whichever of two calls of one key comes second finds what the first has bought.
  await asSystem(ctx, (system) => lockedPlan(system, planId));
  const before = await boughtBefore(ctx, input);
  if (before) return before;
  const row = await asSystem(ctx, (system) => makeSale(system, { key, planId, memberId, startsOn, priceMinor, source: 'app' }));
  await record(ctx, {
    action: 'mealplans.buyMealPlan',
    targetKind: 'member',
    targetId: memberId,
    after: { planId, holdingId: row.id, priceMinor: row.price_minor, from: row.valid_from, until: row.valid_until },
  });
  const [view] = await describeOwn(ctx, [row]);
  if (!view) throw new Error('one holding has one description');
  return view;
}

import { type Id, newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPlan } from '../../../test/meals.world.ts';
import { createWorld, type Person, type TillDevice, type World } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { mealFacts, type PayableMeal } from './meal-facts.ts';
import { insertMeal, selectTaken } from './queries.ts';
import { spendMeal } from './spend-meal.ts';

const SYSTEM = systemActor('test');
let world: World;
let admin: Person;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld({ withWorker: true });
  admin = await world.staff('administrator');
  till = await world.till(admin);
});
afterAll(() => world.close());

const inTransaction = <Result>(work: (ctx: Ctx) => Promise<Result>) => world.database.transaction(SYSTEM, {}, work);

/** Someone with one meal left, as a till knows it. */
async function lastMeal(): Promise<PayableMeal> {
  const member = await world.member(admin);
  const plan = await openPlan(admin, till, { perDay: 1 });
  await admin.client.mealplans.grantMealPlan({ planId: plan.id, memberId: member.memberId });
  return inTransaction(async (ctx) => {
    const wallet = (await findWalletsOfMembers(ctx, [member.memberId])).get(member.memberId);
    const [facts] = (await mealFacts(ctx, wallet ? [wallet.walletId] : [])).values();
    const [held] = facts ?? [];
    const [period] = held?.periods ?? [];
    if (!held || !period) throw new Error('the plan is not known');
    return { plan: held, period, mealOn: held.from };
  });
}

/** Both are begun before either may end. */
function meeting() {
  let arrived = 0;
  let open: () => void = () => {};
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived === 2) open();
    return both;
  };
}

const taken = (meal: PayableMeal) =>
  inTransaction((ctx) => selectTaken(ctx, { holdingIds: [meal.plan.holdingId], from: meal.mealOn, until: meal.mealOn }));
const use = () => ({ paymentId: newId<'payment'>(), merchantId: till.merchantId, terminalId: till.terminalId, priceMinor: toMinor(900) });

test('of two charges that begin at the same moment, the second counts what the first took', async () => {
  const meal = await lastMeal();
  const meet = meeting();
  const charge = async () => {
    await meet();
    return inTransaction((ctx) => spendMeal(ctx, { meals: [meal], use: use(), pay: async () => ({ answer: 'paid', coveredMinor: toMinor(900) }) }));
  };
  expect((await Promise.all([charge(), charge()])).filter((answer) => answer === 'paid')).toHaveLength(1);
  expect(await taken(meal)).toHaveLength(1);
});

test('control: without the lock on the holding, both count nothing and both take the last meal', async () => {
  const meal = await lastMeal();
  const meet = meeting();
  const unguarded = () =>
    inTransaction(async (ctx) => {
      const before = await selectTaken(ctx, { holdingIds: [meal.plan.holdingId], from: meal.mealOn, until: meal.mealOn });
      await meet();
      if (before.length > 0) return;
      const { paymentId, merchantId, terminalId, priceMinor } = use();
      await insertMeal(ctx, {
        id: paymentId,
        holding_id: meal.plan.holdingId,
        plan_id: meal.plan.planId,
        member_id: meal.plan.memberId,
        merchant_id: merchantId,
        terminal_id: terminalId as Id<'terminal'>, // As the device says.
        period: meal.period.period,
        meal_on: meal.mealOn,
        worth_minor: meal.period.worthMinor,
        covered_minor: priceMinor,
        price_minor: priceMinor,
        left_that_day: 0,
        at: ctx.now,
      });
    });
  await Promise.all([unguarded(), unguarded()]);
  expect(await taken(meal)).toHaveLength(2);
});

test('a charge that comes to nothing, and one that has no plan, take no meal', async () => {
  const meal = await lastMeal();
  const nothing = { answer: 'declined', coveredMinor: toMinor(0) };
  expect(await inTransaction((ctx) => spendMeal(ctx, { meals: [meal], use: use(), pay: async () => nothing }))).toBe('declined');
  expect(await taken(meal)).toHaveLength(0);
  expect(await inTransaction((ctx) => spendMeal(ctx, { meals: [], use: use(), pay: async () => nothing }))).toBeUndefined();
});

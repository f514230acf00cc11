import { newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { legsOf, openPlan, pay } from '../../../test/meals.world.ts';
import { codeOf, createWorld, eventually, type MemberPerson, type Person, type TillDevice, type World } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { lockPlan } from './queries.ts';
import { makeSale } from './sell-meal-plan.ts';

const PIN = '246813';
const PRICE = toMinor(10_000);
let world: World;
let admin: Person;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
});
afterAll(() => world.close());

const asSystem = <Result>(work: (ctx: Ctx) => Promise<Result>) => world.database.transaction(systemActor('test'), {}, work);

/** Passes once so many transactions wait for this one, or for one that does. */
async function awaited(ctx: Ctx, count: number): Promise<void> {
  await eventually(async () => {
    const { rows } = await sql`
      with recursive behind as (
        select pid from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))
        union select l.pid from pg_locks l, behind where not l.granted and behind.pid = any(pg_blocking_pids(l.pid)))
      select pid from behind`.execute(ctx.tx);
    expect(rows).toHaveLength(count);
  });
}

async function buyer() {
  const member = await world.member(admin, { balanceMinor: 50_000 });
  await member.client.wallets.setOwnPin({ pin: PIN });
  const plan = await openPlan(admin, till, { priceMinor: PRICE });
  return { member, plan, asked: { planId: plan.id, priceMinor: PRICE, pin: PIN } };
}

async function charged({ client, memberId }: MemberPerson) {
  const { balanceMinor } = await client.wallets.getOwnWallet();
  const { holdings } = await client.mealplans.listOwnMealPlans();
  const { items } = await admin.client.audit.listRecords({ action: 'mealplans.buyMealPlan', q: memberId });
  return { balanceMinor, holdings: holdings.map(({ id }) => id), audited: items.length };
}

test('two calls of one key that run at the same time end in one plan and one charge, and hear the same', async () => {
  const { member, plan, asked } = await buyer();
  const key = newId();
  const calls = await asSystem(async (ctx) => {
    await lockPlan(ctx, plan.id);
    const both = [member.client.mealplans.buyMealPlan(asked, { key }), member.client.mealplans.buyMealPlan(asked, { key })];
    for (const call of both) call.catch(() => undefined); // Looked at below.
    await awaited(ctx, 2);
    return { both };
  });
  const [first, second] = await Promise.all(calls.both);
  expect(second).toEqual(first);
  expect(await charged(member)).toEqual({ balanceMinor: 40_000, holdings: [first?.id], audited: 1 });
});

test('a call that was given up while it ran, and the one that tries again, end in one plan and one charge', async () => {
  const { member, plan, asked } = await buyer();
  const key = newId();
  const gaveUp = new AbortController();
  const { again } = await asSystem(async (ctx) => {
    await lockPlan(ctx, plan.id);
    const lost = member.client.mealplans.buyMealPlan(asked, { key, signal: gaveUp.signal });
    lost.catch(() => undefined); // Looked at below.
    await awaited(ctx, 1);
    gaveUp.abort();
    await expect(lost).rejects.toMatchObject({ name: 'AbortError' });
    const retried = member.client.mealplans.buyMealPlan(asked, { key });
    retried.catch(() => undefined); // Looked at below.
    await awaited(ctx, 2);
    return { again: retried };
  });
  const bought = await again;
  expect(await charged(member)).toEqual({ balanceMinor: 40_000, holdings: [bought.id], audited: 1 });
});

test('control: without the look behind the lock, the second of two calls at once is refused what it has bought', async () => {
  const { member, plan } = await buyer();
  const key = newId();
  const sale = { key, planId: plan.id, memberId: member.memberId, startsOn: undefined, priceMinor: PRICE, source: 'app' as const };
  const { second } = await asSystem(async (ctx) => {
    await makeSale(ctx, sale);
    const late = codeOf(asSystem((other) => makeSale(other, sale)));
    await awaited(ctx, 1);
    return { second: late };
  });
  expect(await second).toBe('mealplans.held_already');
});

test('a plan that was returned after a meal and bought again gives that meal no second time', async () => {
  const { member, plan, asked } = await buyer();
  await admin.client.mealplans.updateMealPlan({ planId: plan.id, perDay: 1 });
  const first = await member.client.mealplans.buyMealPlan(asked);
  expect(legsOf(await pay(till, member, 1_500))).toBe('meal 1500');
  const returned = await member.client.mealplans.returnMealPlan({ holdingId: first.id });
  expect(returned.refundedMinor).toBe(9_667);
  const second = await member.client.mealplans.buyMealPlan(asked);
  expect(second.consumption).toMatchObject({ takenToday: 1, leftToday: 0 });
  expect(legsOf(await pay(till, member, 1_500))).toBe('cash 1500');
  await world.settle();
  const { items } = await member.client.payments.listOwnPayments({ kind: 'meal_plan' });
  expect(items.map(({ credential }) => credential)).toEqual(['app', 'app']);
});

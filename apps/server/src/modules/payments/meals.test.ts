import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HALVES, legsOf, openPlan, passTo, pay, takenBy, today, WORTH } from '../../../test/meals.world.ts';
import { codeOf, createWorld, eventually, type Person, type TillDevice, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';

const DAY_SECONDS = 86_400;
let world: World;
let admin: Person;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
});
afterAll(() => world.close());

/** A member with a plan of their own. */
async function eater(terms: Parameters<typeof openPlan>[2] = {}, balanceMinor = 10_000) {
  const member = await world.member(admin, { balanceMinor });
  const plan = await openPlan(admin, till, terms);
  const holding = await admin.client.mealplans.grantMealPlan({ planId: plan.id, memberId: member.memberId });
  return { member, plan, holding };
}
const cash = async (member: Awaited<ReturnType<typeof eater>>['member']) => (await member.client.wallets.getOwnWallet()).balanceMinor;

test('a meal pays up to its worth, then the subsidies, then cash, and everybody sees the legs', async () => {
  const { member, plan } = await eater({ perDay: 3 });
  const scope = { everywhere: true, merchantIds: [], categories: [] };
  const money = await admin.client.subsidies.createProgramme({ name: { zh: '补', en: 'Aid' }, scope, expiry: { kind: 'never' }, budgetMinor: null });
  await admin.client.subsidies.grantToMember({ programmeId: money.id, memberId: member.memberId, amountMinor: 200 });
  const answer = await pay(till, member, 2_000);
  const legs = [
    { purse: 'meal', name: plan.name, amountMinor: WORTH, balanceAfterMinor: null, meal: { worthMinor: WORTH, leftThatDay: 1 } },
    { purse: 'subsidy', name: money.name, amountMinor: 200 },
    { purse: 'cash', name: null, amountMinor: 300 },
  ];
  expect(answer).toMatchObject({ outcome: 'approved', amountMinor: 2_000, balanceAfterMinor: 9_700, legs });
  expect(await till.client.payments.findCharge({ key: answer.key })).toMatchObject({ outcome: 'approved', amountMinor: 2_000, legs });
  await world.settle();
  expect((await member.client.payments.listOwnPayments({})).items[0]).toMatchObject({ amountMinor: 2_000, legs });
  expect((await admin.client.payments.getPayment({ paymentId: answer.key })).payment).toMatchObject({ legs });
  expect(await till.client.payments.getTerminalDay()).toMatchObject({ chargeMinor: 2_000 });
  expect(await takenBy(member)).toMatchObject({ takenToday: 1, mostToday: 2, leftToday: 1, current: { left: 0 } });
  expect((await member.client.mealplans.listOwnMeals({})).items).toMatchObject([{ paymentId: answer.key, coveredMinor: WORTH, priceMinor: 2_000 }]);
});

test('a price below the worth takes the meal, and the merchant receives the price', async () => {
  const { member } = await eater();
  const before = await till.client.payments.getTerminalDay();
  expect(legsOf(await pay(till, member, 900))).toBe('meal 900');
  expect(legsOf(await pay(till, member, 900))).toBe('cash 900');
  await world.settle();
  const after = await till.client.payments.getTerminalDay();
  expect(after.chargeMinor - before.chargeMinor).toBe(1_800);
  expect(await cash(member)).toBe(9_100);
});

test('a charge that is declined takes no meal, and one that asks again under its key none more', async () => {
  const { member } = await eater({ perPeriod: 2, perDay: null }, 100);
  expect(legsOf(await pay(till, member, WORTH + 101))).toBe('insufficient_funds');
  expect(await takenBy(member)).toMatchObject({ takenToday: 0 });
  const key = newId<string>();
  const first = await pay(till, member, WORTH + 100, key);
  expect(legsOf(first)).toBe(`meal ${WORTH}, cash 100`);
  expect(await pay(till, member, WORTH + 100, key)).toEqual({ ...first, replayed: true });
  expect(await codeOf(pay(till, member, WORTH, key))).toBe('request.key_reused');
  expect(await takenBy(member)).toMatchObject({ takenToday: 1 });
  expect(await Promise.all(Array.from({ length: 8 }, () => pay(till, member, WORTH + 100, key)))).toEqual(
    Array(8).fill({ ...first, replayed: true }),
  );
});

test('fifty charges at once with one meal left take one meal, at two tills', async () => {
  const { member } = await eater({ perPeriod: 3, perDay: 2 }, 100_000);
  await pay(till, member, 100);
  const second = await world.till(admin, till.merchantId);
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => pay(index % 2 ? second : till, member, 1_000)));
  expect(answers.filter((answer) => legsOf(answer) === 'meal 1000')).toHaveLength(1);
  expect(answers.filter((answer) => legsOf(answer) === 'cash 1000')).toHaveLength(49);
  expect(await takenBy(member)).toMatchObject({ takenToday: 2, leftToday: 0 });
  expect(await cash(member)).toBe(100_000 - 49_000);
});

test('many at once under one key are one charge and one meal', async () => {
  const { member } = await eater({ perPeriod: 9 });
  const key = newId<string>();
  const answers = await Promise.all(Array.from({ length: 20 }, () => pay(till, member, 1_600, key)));
  expect(new Set(answers.map(legsOf))).toEqual(new Set([`meal ${WORTH}, cash 100`]));
  expect(await takenBy(member)).toMatchObject({ takenToday: 1 });
});

test('a refund gives cash back first; only when all of the meal is back is it free again', async () => {
  const { member } = await eater();
  const { key: paymentId } = await pay(till, member, 2_000);
  const part = await till.client.payments.refundAtTerminal({ paymentId, amountMinor: 600 });
  expect(part.payment.legs.map(({ purse, amountMinor }) => `${purse} ${amountMinor}`)).toEqual(['cash 500', 'meal 100']);
  expect([await cash(member), (await takenBy(member))?.takenToday]).toEqual([10_000, 1]);
  expect(legsOf(await pay(till, member, 700))).toBe('cash 700');
  await till.client.payments.refundAtTerminal({ paymentId, amountMinor: 1_400 });
  expect(await takenBy(member)).toMatchObject({ takenToday: 0, current: { left: 1 } });
  expect((await member.client.mealplans.listOwnMeals({})).items[0]?.returnedAt).not.toBeNull();
  expect(legsOf(await pay(till, member, 700))).toBe('meal 700');
  expect(await codeOf(till.client.payments.refundAtTerminal({ paymentId, amountMinor: 1 }))).toBe('payments.refund_exceeds');
});

test('the plan that ends first pays first, and one of another merchant or terminal is left alone', async () => {
  const { member, plan: long } = await eater();
  const soon = await openPlan(admin, till, { term: { kind: 'days', days: 2 } });
  const elsewhere = await openPlan(admin, await world.till(admin), { term: { kind: 'days', days: 1 } });
  const otherTill = await world.till(admin, till.merchantId);
  const there = await openPlan(admin, till, { terminalIds: [otherTill.terminalId], term: { kind: 'days', days: 1 } });
  for (const { id } of [soon, elsewhere, there]) await admin.client.mealplans.grantMealPlan({ planId: id, memberId: member.memberId });
  const names: string[] = [];
  for (const at of [till, till, otherTill, till]) {
    const answer = await pay(at, member, 500);
    names.push(answer.outcome === 'approved' ? (answer.legs[0]?.name?.en ?? 'cash') : answer.reason);
  }
  expect(names).toEqual([soon.name.en, long.name.en, there.name.en, 'cash']);
});

test('what is given or ended counts at the next charge, although the till remembers the payer', async () => {
  const member = await world.member(admin, { balanceMinor: 10_000 });
  expect(legsOf(await pay(till, member, 100))).toBe('cash 100');
  const plan = await openPlan(admin, till, { perPeriod: 9 });
  const holding = await admin.client.mealplans.grantMealPlan({ planId: plan.id, memberId: member.memberId });
  expect(legsOf(await pay(till, member, 100))).toBe('meal 100');
  await admin.client.mealplans.updateMealPlan({ planId: plan.id, periods: HALVES.map((half) => ({ ...half, worthMinor: 40 })) });
  await eventually(async () => expect(legsOf(await pay(till, member, 100))).toBe('meal 40, cash 60'));
  await admin.client.mealplans.endMealHolding({ holdingId: holding.id, reason: '转学' });
  expect(legsOf(await pay(till, member, 100))).toBe('cash 100');
  expect(await codeOf(admin.client.mealplans.endMealHolding({ holdingId: holding.id, reason: '转学' }))).toBe('mealplans.holding_over');
});

test('an emergency code takes a meal too', async () => {
  const { member } = await eater();
  const { code } = await member.client.cards.setOwnEmergencyCode({});
  const credential = { kind: 'emergency' as const, memberNumber: member.memberNumber, emergencyCode: code };
  expect(legsOf(await till.client.payments.charge({ amountMinor: 1_800, credential }))).toBe(`meal ${WORTH}, cash 300`);
});

test('a period ends with its last second, a day and a week bring their meals anew, and the last day is the last', async () => {
  const lunch = { period: 'lunch' as const, from: '10:30', until: '13:30', worthMinor: WORTH };
  const night = { period: 'night' as const, from: '22:00', until: '01:00', worthMinor: WORTH };
  passTo(world, '13:29', 59);
  admin = await world.staff('administrator');
  const { member, holding } = await eater({ periods: [lunch, night], perWeek: 8, perDay: 1, term: { kind: 'days', days: 9 } }, 50_000);
  expect(holding.from).toBe(today(world));
  const lunchFor = async () => legsOf(await pay(till, member, 100, newId(world.clock().getTime())));
  expect(await lunchFor()).toBe('meal 100');
  world.pass(1);
  expect(await lunchFor()).toBe('cash 100');
  passTo(world, '00:30');
  expect(await lunchFor()).toBe('cash 100');
  passTo(world, '10:30');
  expect(await lunchFor()).toBe('meal 100');
  expect(await lunchFor()).toBe('cash 100');
  for (let day = 0; day < 7; day += 1) {
    world.pass(DAY_SECONDS);
    expect(await lunchFor()).toBe('meal 100');
  }
  expect(holding.until).toBe(today(world));
  world.pass(DAY_SECONDS);
  expect(await lunchFor()).toBe('cash 100');
});

test('after all of this the books are sound, and what the plans’ accounts gave is what the meals say', async () => {
  admin = await world.staff('administrator');
  await world.settle();
  expect(await admin.client.ledger.verifyJournal()).toMatchObject({ sound: true, faults: [] });
  const sums = sql<{ meals: number; books: number }>`
    select (select coalesce(sum(covered_minor - returned_minor), 0)::bigint from mealplans.meal m where m.plan_id = p.id) as meals,
      (select coalesce(sum(case when t.debit = p.account_id then t.amount else -t.amount end), 0)::bigint from ledger.transfer t
        where p.account_id in (t.debit, t.credit)) as books
    from mealplans.plan p`;
  const { rows } = await world.database.transaction(systemActor('test'), {}, (ctx) => sums.execute(ctx.tx));
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter(({ meals, books }) => meals !== books)).toEqual([]);
});

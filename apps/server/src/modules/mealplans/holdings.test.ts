import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOf, reach } from '../../../test/import.world.ts';
import { legsOf, openPlan, pay, today } from '../../../test/meals.world.ts';
import { codeOf, createWorld, eventually, type MemberPerson, type Person, type TillDevice, type World } from '../../../test/world.ts';

const DAY_SECONDS = 86_400;
const PIN = '246813';
let world: World;
let admin: Person;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
});
afterAll(() => world.close());

const cash = async (member: MemberPerson) => (await member.client.wallets.getOwnWallet()).balanceMinor;
const holdings = async (member: MemberPerson) => (await member.client.mealplans.listOwnMealPlans()).holdings;

test('a member buys a plan with the PIN, once under a key, and gives it back for its days to come', async () => {
  const member = await world.member(admin, { balanceMinor: 50_000 });
  const plan = await openPlan(admin, till, { priceMinor: 30_000 });
  const granted = await openPlan(admin, till);
  expect((await member.client.mealplans.listMealPlansOnSale()).plans).toMatchObject([{ id: plan.id, priceMinor: 30_000, from: today(world) }]);
  const asked = { planId: plan.id, priceMinor: 30_000, pin: PIN };
  expect(await codeOf(member.client.mealplans.buyMealPlan(asked))).toBe('wallets.pin_not_set');
  await member.client.wallets.setOwnPin({ pin: PIN });
  expect(await codeOf(member.client.mealplans.buyMealPlan({ ...asked, pin: '135792' }))).toBe('wallets.pin_wrong');
  expect(await codeOf(member.client.mealplans.buyMealPlan({ ...asked, planId: granted.id }))).toBe('mealplans.unknown');
  const key = newId();
  const bought = await member.client.mealplans.buyMealPlan(asked, { key });
  expect(bought).toMatchObject({ status: 'active', source: 'app', priceMinor: 30_000, refundableMinor: 30_000 });
  expect((await member.client.mealplans.buyMealPlan(asked, { key })).id).toBe(bought.id);
  expect(await codeOf(member.client.mealplans.buyMealPlan(asked))).toBe('mealplans.held_already');
  expect([await cash(member), (await holdings(member)).length]).toEqual([20_000, 1]);
  expect(legsOf(await pay(till, member, 800))).toBe('meal 800');
  expect((await holdings(member))[0]).toMatchObject({ refundableMinor: 29_000 });
  const returned = await member.client.mealplans.returnMealPlan({ holdingId: bought.id });
  expect(returned).toMatchObject({ status: 'ended', refundedMinor: 29_000, refundableMinor: 0 });
  expect(await codeOf(member.client.mealplans.returnMealPlan({ holdingId: bought.id }))).toBe('mealplans.holding_over');
  expect(await cash(member)).toBe(49_000);
  expect(await member.client.wallets.getOwnWallet()).toMatchObject({ daySpentMinor: 1_800 }); // The day of the plan that was used, and a meal; not what came back.
  await world.settle();
  const kinds = (await member.client.payments.listOwnPayments({})).items.map(({ kind, amountMinor }) => `${kind} ${amountMinor}`);
  expect(kinds).toEqual(expect.arrayContaining(['meal_plan 30000', 'meal_plan_return 29000']));
});

test('at another price than the one that was shown nothing is sold, in the app or at the counter', async () => {
  const member = await world.member(admin, { balanceMinor: 50_000 });
  await member.client.wallets.setOwnPin({ pin: PIN });
  const plan = await openPlan(admin, till, { priceMinor: 30_000 });
  const key = newId();
  await admin.client.mealplans.updateMealPlan({ planId: plan.id, priceMinor: 32_000 });
  const shown = { planId: plan.id, priceMinor: 30_000, pin: PIN };
  await expect(member.client.mealplans.buyMealPlan(shown, { key })).rejects.toMatchObject({
    code: 'mealplans.price_changed',
    status: 409,
    params: { planId: plan.id, priceMinor: 32_000 },
  });
  const atTheCounter = { planId: plan.id, memberId: member.memberId, priceMinor: 30_000 };
  expect(await codeOf(admin.client.mealplans.sellMealPlan(atTheCounter))).toBe('mealplans.price_changed');
  await admin.client.mealplans.updateMealPlan({ planId: plan.id, priceMinor: 28_000 });
  expect(await codeOf(member.client.mealplans.buyMealPlan({ ...shown, priceMinor: 32_000 }))).toBe('mealplans.price_changed');
  expect([await cash(member), (await holdings(member)).length]).toEqual([50_000, 0]);
  await member.client.mealplans.buyMealPlan({ ...shown, priceMinor: 28_000 }, { key });
  expect(await codeOf(member.client.mealplans.buyMealPlan(shown, { key }))).toBe('request.key_reused');
  expect([await cash(member), (await holdings(member)).length]).toEqual([22_000, 1]);
});

test('ten taps on “buy” at once pay once', async () => {
  const member = await world.member(admin, { balanceMinor: 50_000 });
  await member.client.wallets.setOwnPin({ pin: PIN });
  const plan = await openPlan(admin, till, { priceMinor: 10_000 });
  const asked = { planId: plan.id, priceMinor: 10_000, pin: PIN };
  const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(member.client.mealplans.buyMealPlan(asked))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(['no refusal', 'mealplans.held_already']));
  expect([await cash(member), (await holdings(member)).length]).toEqual([40_000, 1]);
});

test('the counter sells out of cash, by the member’s limits, from a later day on, and ends it with all of the price', async () => {
  const cashier = await world.staff('cashier');
  const member = await world.member(admin, { balanceMinor: 20_000 });
  const plan = await openPlan(admin, till, { priceMinor: 15_000, term: { kind: 'days', days: 10 } });
  await member.client.wallets.setOwnPin({ pin: PIN });
  await member.client.wallets.setOwnLimits({ transactionLimitMinor: 14_999, dayLimitMinor: 1_000_000, noPinFloorMinor: 3_000, pin: PIN });
  const { memberId } = member;
  const sell = (terms: { startsOn?: string } = {}) =>
    cashier.client.mealplans.sellMealPlan({ planId: plan.id, memberId, priceMinor: 15_000, ...terms });
  expect(await codeOf(sell())).toBe('mealplans.over_limit');
  await member.client.wallets.setOwnLimits({ transactionLimitMinor: 1_000_000, dayLimitMinor: 1_000_000, noPinFloorMinor: 3_000, pin: PIN });
  const startsOn = new Date(Date.parse(today(world)) + 5 * DAY_SECONDS * 1_000).toISOString().slice(0, 10);
  const sold = await sell({ startsOn });
  expect(sold).toMatchObject({ status: 'upcoming', from: startsOn, source: 'desk', madeByName: 'cashier', priceMinor: 15_000 });
  expect(legsOf(await pay(till, member, 100))).toBe('cash 100');
  expect(await codeOf(sell())).toBe('mealplans.held_already');
  expect(await codeOf(sell({ startsOn: sold.until }))).toBe('mealplans.held_already');
  const ended = await cashier.client.mealplans.endMealHolding({ holdingId: sold.id, reason: '改选' });
  expect(ended).toMatchObject({ status: 'ended', refundedMinor: 15_000, endedReason: '改选', endedByName: 'cashier' });
  expect(await cash(member)).toBe(19_900);
  const dear = await openPlan(admin, till, { priceMinor: 19_901 });
  const tooDear = { planId: dear.id, memberId, priceMinor: 19_901 };
  expect(await codeOf(cashier.client.mealplans.sellMealPlan(tooDear))).toBe('mealplans.insufficient_funds');
  expect(await holdings(member)).toHaveLength(1);
});

test('a plan is given only to whom it is for, while it is open and has days to come', async () => {
  const member = await world.member(admin);
  const ofStaff = await openPlan(admin, till, { eligible: { memberKinds: ['staff'] }, priceMinor: 100 });
  const give = (planId: typeof ofStaff.id) => admin.client.mealplans.grantMealPlan({ planId, memberId: member.memberId });
  expect(await codeOf(give(ofStaff.id))).toBe('mealplans.not_eligible');
  expect((await member.client.mealplans.listMealPlansOnSale()).plans.map(({ id }) => id)).not.toContain(ofStaff.id);
  await admin.client.mealplans.updateMealPlan({ planId: ofStaff.id, eligible: {}, status: 'closed' });
  expect(await codeOf(give(ofStaff.id))).toBe('mealplans.closed');
  const past = await openPlan(admin, till, { term: { kind: 'fixed', from: '2020-02-01', until: '2020-07-01' } });
  expect(await codeOf(give(past.id))).toBe('mealplans.over');
  expect(await codeOf(give(newId()))).toBe('mealplans.unknown');
  const open = await openPlan(admin, till);
  expect(await codeOf(admin.client.mealplans.grantMealPlan({ planId: open.id, memberId: newId() }))).toBe('members.unknown');
});

test('terms that make no sense are refused', async () => {
  const half = { period: 'lunch' as const, from: '10:00', until: '14:00', worthMinor: 100 };
  const crossing = [half, { period: 'dinner' as const, from: '13:59', until: '18:00', worthMinor: 100 }];
  expect(await codeOf(openPlan(admin, till, { periods: crossing }))).toBe('request.invalid');
  expect(await codeOf(openPlan(admin, till, { periods: [half, half] }))).toBe('request.invalid');
  expect(await codeOf(openPlan(admin, till, { periods: [{ ...half, from: '25:00' }] }))).toBe('request.invalid');
  expect(await codeOf(openPlan(admin, till, { periods: [{ ...half, worthMinor: -1 }] }))).toBe('request.invalid');
  expect(await codeOf(openPlan(admin, till, { periods: [] }))).toBe('request.invalid');
  expect(await codeOf(openPlan(admin, till, { term: { kind: 'fixed', from: '2027-02-02', until: '2027-02-01' } }))).toBe('request.invalid');
  expect(await codeOf(openPlan(admin, till, { terminalIds: [newId()] }))).toBe('mealplans.terminal_unknown');
  expect(await codeOf(openPlan(admin, till, { scope: { everywhere: false, merchantIds: [newId()], categories: [] } }))).toBe(
    'subsidies.merchant_unknown',
  );
  const one = await openPlan(admin, till);
  expect(await codeOf(openPlan(admin, till, { name: one.name }))).toBe('mealplans.name_taken');
  expect(await codeOf(admin.client.mealplans.updateMealPlan({ planId: one.id, periods: crossing }))).toBe('request.invalid');
});

test('everybody of an audience has the plan once, however often it is asked for; the list finds them', async () => {
  const plan = await openPlan(admin, till);
  const member = await world.member(admin, { name: '欧阳小米' });
  const audience = { memberKinds: ['student' as const] };
  const { memberCount } = await admin.client.mealplans.previewMealPlanAudience({ planId: plan.id, audience });
  expect(await admin.client.mealplans.grantMealPlanToAudience({ planId: plan.id, audience })).toEqual({ memberCount });
  const held = () =>
    eventually(async () => expect(await admin.client.mealplans.getMealPlan({ planId: plan.id })).toMatchObject({ holderCount: memberCount }));
  await held();
  await admin.client.mealplans.grantMealPlanToAudience({ planId: plan.id, audience });
  await held();
  const found = (await admin.client.mealplans.listMealHoldings({ planId: plan.id, q: '欧阳' })).items;
  expect(found).toMatchObject([
    { memberId: member.memberId, memberName: '欧阳小米', source: 'audience', madeByName: 'administrator', status: 'active' },
  ]);
  const first = await admin.client.mealplans.listMealHoldings({ planId: plan.id, limit: 2 });
  const next = await admin.client.mealplans.listMealHoldings({ planId: plan.id, limit: 2, cursor: first.nextCursor ?? '' });
  expect(new Set([...first.items, ...next.items].map(({ id }) => id)).size).toBe(first.items.length + next.items.length);
  const empty = { planId: plan.id, audience: { memberKinds: ['customer' as const] } };
  expect(await codeOf(admin.client.mealplans.grantMealPlanToAudience(empty))).toBe('mealplans.audience_empty');
});

test('a file gives the plan row by row, tells why not, changes nothing the second time, and is undone', async () => {
  const plan = await openPlan(admin, till);
  const [first, second] = [await world.member(admin, { name: '李一' }), await world.member(admin, { name: '李二' })];
  const importFile = async (lines: readonly string[]) => {
    const { id: importId } = await admin.client.imports.uploadImport({
      kind: 'mealplans',
      file: fileOf(`学号,姓名\n${lines.join('\n')}\n`, '套餐.csv'),
    });
    const read = await reach(admin, importId, 'mapping');
    await admin.client.imports.checkImport({ importId, mapping: read.mapping ?? {}, options: { planId: plan.id } });
    const checked = await reach(admin, importId, 'checked');
    await admin.client.imports.confirmImport({ importId });
    return { checked, done: await reach(admin, importId, 'done') };
  };
  const lines = [`${first.memberNumber},李一`, `${second.memberNumber},不是李二`, 'nobody,'];
  const { checked, done } = await importFile(lines);
  expect([checked.newCount, checked.wrongCount, done.newCount, done.wrongCount]).toEqual([1, 2, 1, 2]);
  const problems = (await admin.client.imports.listImportRows({ importId: done.id, outcome: 'wrong' })).items.flatMap((row) => row.problems);
  expect(problems.map(({ column, problem }) => `${column} ${problem}`)).toEqual(['name name_differs', 'memberNumber member_unknown']);
  const good = [`${first.memberNumber},李一`, `${second.memberNumber},李二`];
  const once = await importFile(good);
  expect([once.done.newCount, once.done.unchangedCount]).toEqual([1, 1]);
  const twice = await importFile(good);
  expect([twice.done.newCount, twice.done.unchangedCount]).toEqual([0, 2]);
  expect(legsOf(await pay(till, second, 100))).toBe('meal 100');
  await admin.client.imports.undoImport({ importId: once.done.id });
  expect(await reach(admin, once.done.id, 'undone')).toMatchObject({ undoneCount: 1 });
  expect([(await holdings(first))[0]?.status, (await holdings(second))[0]?.status]).toEqual(['active', 'ended']);
  expect(legsOf(await pay(till, second, 100))).toBe('insufficient_funds');
});

test('the meals of a day add up by period and merchant, on the screen and in the file', async () => {
  const plan = await openPlan(admin, till, { perPeriod: 9 });
  const member = await world.member(admin);
  await admin.client.mealplans.grantMealPlan({ planId: plan.id, memberId: member.memberId });
  for (const amount of [700, 800]) await pay(till, member, amount);
  const gone = await pay(till, member, 600);
  await till.client.payments.refundAtTerminal({ paymentId: gone.key, amountMinor: 600 });
  const totals = await admin.client.mealplans.getMealTotals({ planId: plan.id });
  expect(totals).toMatchObject({
    count: 2,
    coveredMinor: 1_500,
    items: [{ mealOn: today(world), merchantId: till.merchantId, count: 2, priceMinor: 1_500 }],
  });
  const text = await (await admin.client.mealplans.exportMealTotals({ planId: plan.id, language: 'en' })).text();
  expect(text.trim().split('\r\n')).toHaveLength(2);
  expect(text).toContain(',2,15.00,15.00');
  const meals = (await admin.client.mealplans.listMeals({ planId: plan.id })).items;
  expect(meals.map(({ coveredMinor, returnedAt }) => [coveredMinor, returnedAt !== null])).toEqual([
    [600, true],
    [800, false],
    [700, false],
  ]);
});

test('who may not, reaches nothing of it', async () => {
  const plan = await openPlan(admin, till, { priceMinor: 100 });
  const [member, stranger] = [await world.member(admin, { balanceMinor: 1_000 }), await world.member(admin)];
  const sold = await admin.client.mealplans.sellMealPlan({ planId: plan.id, memberId: member.memberId, priceMinor: 100 });
  const given = await admin.client.mealplans.grantMealPlan({ planId: (await openPlan(admin, till)).id, memberId: member.memberId });
  expect(await codeOf(stranger.client.mealplans.returnMealPlan({ holdingId: sold.id }))).toBe('mealplans.holding_unknown');
  expect(await codeOf(member.client.mealplans.returnMealPlan({ holdingId: given.id }))).toBe('mealplans.not_for_sale');
  const cashier = await world.staff('cashier');
  expect(await codeOf(openPlan(cashier, till))).toBe('request.forbidden');
  expect(await codeOf(cashier.client.mealplans.grantMealPlan({ planId: plan.id, memberId: stranger.memberId }))).toBe('request.forbidden');
  for (const role of ['merchantManager', 'issuerManager'] as const) {
    const person = await world.staff(role);
    expect(await codeOf(person.client.mealplans.listMealHoldings({}))).toBe('request.forbidden');
    expect(await codeOf(person.client.mealplans.getMealTotals({}))).toBe('request.forbidden');
  }
  expect((await stranger.client.mealplans.listOwnMeals({})).items).toEqual([]);
});

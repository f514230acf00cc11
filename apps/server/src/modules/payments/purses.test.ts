import { businessDayOf, type Id, newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type Person, type TillDevice, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { expirePurses } from '../subsidies/index.ts';

const DAY_SECONDS = 86_400;
const SYSTEM = systemActor('test');
let world: World;
let admin: Person;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
});
afterAll(() => world.close());

let programmes = 0;
/** Pays at the till's merchant, for good, unless the terms say otherwise. */
function programme(terms: Partial<Parameters<typeof admin.client.subsidies.createProgramme>[0]> = {}) {
  programmes += 1;
  const scope = { everywhere: false, merchantIds: [till.merchantId], categories: [] };
  const name = { zh: `餐补 ${programmes}`, en: `Meal subsidy ${programmes}` };
  return admin.client.subsidies.createProgramme({ name, scope, expiry: { kind: 'never' }, budgetMinor: null, ...terms });
}
const grant = (member: MemberPerson, programmeId: Id<'programme'>, amountMinor: number) =>
  admin.client.subsidies.grantToMember({ programmeId, memberId: member.memberId, amountMinor });
const cash = async (member: MemberPerson) => (await member.client.wallets.getOwnWallet()).balanceMinor;
const purses = async (member: MemberPerson) => (await member.client.subsidies.listOwnPurses()).purses.map((purse) => purse.balanceMinor);
const shown = (member: MemberPerson) => ({ kind: 'member' as const, memberNumber: member.memberNumber });
const pay = (member: MemberPerson, amountMinor: number, by: { at?: TillDevice; key?: Id<string> } = {}) =>
  (by.at ?? till).client.payments.charge({ amountMinor, credential: shown(member) }, by.key === undefined ? {} : { key: by.key });
const inDays = (days: number) => businessDayOf(new Date(world.clock().getTime() + days * DAY_SECONDS * 1_000), 'Asia/Shanghai');
const expireAll = async () => {
  while ((await world.database.transaction(SYSTEM, {}, expirePurses)) > 0);
};

test('a payment draws the subsidy first and cash for the rest, and the till, the payer and the back office see both legs', async () => {
  const member = await world.member(admin, { balanceMinor: 6_000 });
  const meals = await programme();
  await grant(member, meals.id, 400);
  const answer = await pay(member, 1_000);
  const legs = [
    { purse: 'subsidy', name: meals.name, amountMinor: 400, balanceAfterMinor: 0 },
    { purse: 'cash', name: null, amountMinor: 600, balanceAfterMinor: 5_400 },
  ];
  expect(answer).toMatchObject({ outcome: 'approved', amountMinor: 1_000, balanceAfterMinor: 5_400, legs });
  expect([await purses(member), await cash(member)]).toEqual([[0], 5_400]);
  expect(await till.client.payments.findCharge({ key: answer.key })).toMatchObject({ outcome: 'approved', amountMinor: 1_000, legs });
  await world.settle();
  const [own] = (await member.client.payments.listOwnPayments({})).items;
  expect(own).toMatchObject({ id: answer.key, amountMinor: 1_000, balanceAfterMinor: 5_400, legs });
  expect((await admin.client.payments.getPayment({ paymentId: answer.key })).payment).toMatchObject({ legs });
  expect((await till.client.payments.listTerminalPayments({ limit: 1 })).items).toMatchObject([{ amountMinor: 1_000, legs }]);
  expect(await admin.client.subsidies.getProgramme({ programmeId: meals.id })).toMatchObject({ grantedMinor: 400, spentMinor: 400, leftMinor: 0 });
  expect(await till.client.payments.getTerminalDay()).toMatchObject({ chargeCount: 1, chargeMinor: 1_000 });
});

test('what expires first is drawn first, and a purse that does not pay here is left alone', async () => {
  const member = await world.member(admin, { balanceMinor: 500 });
  const late = await programme({ expiry: { kind: 'after', days: 60 } });
  const soon = await programme({ expiry: { kind: 'on', day: inDays(3) }, scope: { everywhere: false, merchantIds: [], categories: ['canteen'] } });
  const books = await programme({ scope: { everywhere: false, merchantIds: [], categories: ['library'] } });
  for (const { id } of [late, soon, books]) await grant(member, id, 300);
  const answer = await pay(member, 700);
  expect(answer.outcome === 'approved' && answer.legs.map((leg) => [leg.name?.en ?? leg.purse, leg.amountMinor])).toEqual([
    [soon.name.en, 300],
    [late.name.en, 300],
    ['cash', 100],
  ]);
  expect(await pay(member, 401)).toMatchObject({ outcome: 'declined', reason: 'insufficient_funds' });
  expect(await cash(member)).toBe(400);
});

test('a grant counts at the next payment, although the till remembers the payer', async () => {
  const member = await world.member(admin, { balanceMinor: 1_000 });
  expect(await pay(member, 100)).toMatchObject({ outcome: 'approved', balanceAfterMinor: 900 });
  await grant(member, (await programme()).id, 250);
  expect(await pay(member, 200)).toMatchObject({ outcome: 'approved', balanceAfterMinor: 900, legs: [{ purse: 'subsidy', amountMinor: 200 }] });
});

test('fifty payments of 10.00 at once on cash of 60.00 and a subsidy of 40.00: exactly ten', async () => {
  const member = await world.member(admin, { balanceMinor: 6_000 });
  await grant(member, (await programme()).id, 4_000);
  const second = await world.till(admin, till.merchantId);
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => pay(member, 1_000, { at: index % 2 ? second : till })));
  expect(answers.filter(({ outcome }) => outcome === 'approved')).toHaveLength(10);
  expect([await purses(member), await cash(member)]).toEqual([[0], 0]);
});

test('the same key tells the first answer, with its legs, even when the purse has expired since', async () => {
  const member = await world.member(admin, { balanceMinor: 1_000 });
  const short = await programme({ expiry: { kind: 'after', days: 1 } });
  await grant(member, short.id, 300);
  const key = newId<string>();
  const first = await pay(member, 200, { key });
  world.pass(2 * DAY_SECONDS);
  await expireAll();
  admin = await world.staff('administrator');
  expect(await pay(member, 200, { key })).toEqual({ ...first, replayed: true });
  expect(await codeOf(pay(member, 201, { key }))).toBe('request.key_reused');
  expect(await admin.client.subsidies.getProgramme({ programmeId: short.id })).toMatchObject({
    grantedMinor: 300,
    expiredMinor: 100,
    leftMinor: 200,
  });
  await world.settle();
  expect(await admin.client.subsidies.getProgramme({ programmeId: short.id })).toMatchObject({ spentMinor: 200, leftMinor: 0 });
});

test('a refund fills the purses in reverse, parts add up, and one fen too much is refused', async () => {
  const member = await world.member(admin, { balanceMinor: 1_000 });
  const meals = await programme();
  await grant(member, meals.id, 400);
  const { key: paymentId } = await pay(member, 1_000);
  const refund = await till.client.payments.refundAtTerminal({ paymentId, amountMinor: 700 });
  expect(refund.payment.legs).toEqual([
    { purse: 'cash', name: null, amountMinor: 600, balanceAfterMinor: 1_000 },
    { purse: 'subsidy', name: meals.name, amountMinor: 100, balanceAfterMinor: 100 },
  ]);
  expect([await purses(member), await cash(member)]).toEqual([[100], 1_000]);
  expect(await codeOf(admin.client.payments.refund({ paymentId, amountMinor: 301 }))).toBe('payments.refund_exceeds');
  expect(await admin.client.payments.refund({ paymentId, amountMinor: 300 })).toMatchObject({ originalRefundedMinor: 1_000 });
  expect((await member.client.wallets.getOwnWallet()).daySpentMinor).toBe(0);
  expect(await pay(member, 400)).toMatchObject({ outcome: 'approved', legs: [{ purse: 'subsidy', amountMinor: 400 }], balanceAfterMinor: 1_000 });
  await world.settle();
  expect(await admin.client.subsidies.getProgramme({ programmeId: meals.id })).toMatchObject({ spentMinor: 400, leftMinor: 0 });
});

test('what a refund brings into an expired purse pays no more, and goes back to the fund', async () => {
  const member = await world.member(admin, { balanceMinor: 1_000 });
  const short = await programme({ expiry: { kind: 'after', days: 1 } });
  await grant(member, short.id, 300);
  const { key: paymentId } = await pay(member, 200);
  world.pass(2 * DAY_SECONDS);
  admin = await world.staff('administrator');
  expect(await pay(member, 100)).toMatchObject({ outcome: 'approved', legs: [{ purse: 'cash', amountMinor: 100 }] });
  await expireAll();
  await admin.client.payments.refund({ paymentId, amountMinor: 150 });
  expect(await pay(member, 100)).toMatchObject({ outcome: 'approved', legs: [{ purse: 'cash', amountMinor: 100 }] });
  await expireAll();
  await expireAll();
  await world.settle();
  expect(await purses(await signedInAgain(member))).toEqual([0]);
  expect(await admin.client.subsidies.getProgramme({ programmeId: short.id })).toMatchObject({
    grantedMinor: 300,
    spentMinor: 50,
    expiredMinor: 250,
    leftMinor: 0,
  });
});

test('the floor and the limits ask for the whole amount, whoever bears it, and a subsidy does not count as balance', async () => {
  const member = await world.member(admin, { balanceMinor: 499_900 });
  const free = await programme({ scope: { everywhere: true, merchantIds: [], categories: [] } });
  await grant(member, free.id, 100_000);
  expect(await pay(member, 3_001)).toMatchObject({ outcome: 'declined', reason: 'static_code_over_floor' });
  await member.client.wallets.setOwnLimits({ transactionLimitMinor: 50_000, dayLimitMinor: 1_000, noPinFloorMinor: 3_000 });
  expect(await pay(member, 1_001)).toMatchObject({ outcome: 'declined', reason: 'over_day_limit' });
  await admin.client.payments.topUp({ memberId: member.memberId, amountMinor: 100 });
  expect(await codeOf(admin.client.payments.topUp({ memberId: member.memberId, amountMinor: 1 }))).toBe('payments.over_card_balance_limit');
});

test('after all of this the books are sound', async () => {
  expect((await admin.client.ledger.getTrialBalance()).units).toEqual([expect.objectContaining({ unit: 'CNY', sumMinor: 0 })]);
  expect(await admin.client.ledger.verifyJournal()).toMatchObject({ sound: true, faults: [] });
});

async function signedInAgain(member: MemberPerson): Promise<MemberPerson> {
  const again = world.stranger('member');
  await again.client.identity.signInWithPassword({ userName: member.memberNumber, password: 'correct horse battery' });
  return { ...again, memberId: member.memberId, memberNumber: member.memberNumber };
}

import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type Person, type TillDevice, type World } from '../../../test/world.ts';

let world: World;
let admin: Person;
let till: TillDevice;
let member: MemberPerson;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
  member = await world.member(admin, { balanceMinor: 50_000 });
  await admin.client.cards.issueCard({ memberId: member.memberId, uid: 'A1A2A3A4' });
});
afterAll(() => world.close());

const balance = async () => (await member.client.wallets.getOwnWallet()).balanceMinor;
const pay = async (amountMinor: number) => (await till.client.payments.charge({ amountMinor, credential: { kind: 'card', uid: 'A1A2A3A4' } })).key;

test('a charge is given back in parts, and one fen too much is refused', async () => {
  const before = await balance();
  const paymentId = await pay(1_000);
  expect(await till.client.payments.refundAtTerminal({ paymentId, amountMinor: 400 })).toMatchObject({ originalRefundedMinor: 400, replayed: false });
  expect(await admin.client.payments.refund({ paymentId, amountMinor: 599, reason: '菜品有误' })).toMatchObject({ originalRefundedMinor: 999 });
  expect(await codeOf(till.client.payments.refundAtTerminal({ paymentId, amountMinor: 2 }))).toBe('payments.refund_exceeds');
  expect(await balance()).toBe(before - 1);
});

test('the same refund sent twice gives back once, with the same answer', async () => {
  const paymentId = await pay(800);
  const before = await balance();
  const key = newId();
  const first = await till.client.payments.refundAtTerminal({ paymentId, amountMinor: 300 }, { key });
  expect(await till.client.payments.refundAtTerminal({ paymentId, amountMinor: 300 }, { key })).toEqual(first);
  expect(await codeOf(till.client.payments.refundAtTerminal({ paymentId, amountMinor: 301 }, { key }))).toBe('request.key_reused');
  expect(await balance()).toBe(before + 300);
});

test('twenty tries at once to give back a charge in full give it back once', async () => {
  const paymentId = await pay(700);
  const before = await balance();
  const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(till.client.payments.refundAtTerminal({ paymentId, amountMinor: 700 }))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(['no refusal', 'payments.refund_exceeds']));
  expect(await balance()).toBe(before + 700);
});

test('another merchant’s payment does not exist for a terminal or for a merchant’s manager', async () => {
  const paymentId = await pay(500);
  const before = await balance();
  const foreign = await world.till(admin);
  const manager = await world.staff('merchantManager', foreign.merchantId);
  expect(await codeOf(foreign.client.payments.refundAtTerminal({ paymentId, amountMinor: 1 }))).toBe('payments.unknown');
  expect(await codeOf(manager.client.payments.refund({ paymentId, amountMinor: 1 }))).toBe('payments.unknown');
  await world.settle();
  expect(await codeOf(manager.client.payments.getPayment({ paymentId }))).toBe('payments.unknown');
  expect((await manager.client.payments.listPayments({})).items).toEqual([]);
  expect(await balance()).toBe(before);
});

test('a refund, a top-up and a payment that was never made cannot be refunded', async () => {
  const topUp = await admin.client.payments.topUp({ memberId: member.memberId, amountMinor: 100 });
  const refund = await admin.client.payments.refund({ paymentId: await pay(500), amountMinor: 500 });
  for (const paymentId of [topUp.payment.id, refund.payment.id, newId<'payment'>()]) {
    expect(await codeOf(admin.client.payments.refund({ paymentId, amountMinor: 1 }))).toBe('payments.unknown');
  }
});

test('a terminal whose policy forbids refunds gives none', async () => {
  const strict = await world.till(admin, till.merchantId);
  const paymentId = await pay(500);
  await admin.client.terminals.updateTerminal({ terminalId: strict.terminalId, refundsAllowed: false });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await codeOf(strict.client.payments.refundAtTerminal({ paymentId, amountMinor: 1 }))).toBe('payments.refund_not_allowed');
});

test('what a person sees adds up: the list, the day at the till, today in the console, and the books', async () => {
  const own = await world.till(admin);
  const swipe = async (amountMinor: number) => (await own.client.payments.charge({ amountMinor, credential: { kind: 'card', uid: 'A1A2A3A4' } })).key;
  const paymentId = await swipe(1_000);
  await swipe(250);
  await swipe(30);
  await own.client.payments.refundAtTerminal({ paymentId, amountMinor: 400 });
  await world.settle();
  await world.settle();
  expect(await own.client.payments.getTerminalDay()).toMatchObject({
    chargeCount: 3,
    chargeMinor: 1_280,
    refundCount: 1,
    refundMinor: 400,
    netMinor: 880,
  });
  const listed = await own.client.payments.listTerminalPayments({ limit: 2 });
  const rest = await own.client.payments.listTerminalPayments({ limit: 2, cursor: listed.nextCursor ?? '' });
  expect([...listed.items, ...rest.items].map((row) => [row.kind, row.amountMinor, row.refundedMinor])).toEqual([
    ['refund', 400, 0],
    ['charge', 30, 0],
    ['charge', 250, 0],
    ['charge', 1_000, 400],
  ]);
  expect(rest.nextCursor).toBeNull();
  expect(listed.items[0]).toMatchObject({ memberId: null, memberName: '王*明' });
  const today = await admin.client.payments.getToday();
  expect(today.merchants.find((one) => one.merchantId === own.merchantId)?.totals).toMatchObject({ netMinor: 880 });
  expect((await admin.client.ledger.getTrialBalance()).units).toEqual([expect.objectContaining({ unit: 'CNY', sumMinor: 0 })]);
  expect(await admin.client.ledger.verifyJournal()).toMatchObject({ sound: true, faults: [] });
});

test('a member sees only their own payments', async () => {
  const other = await world.member(admin, { balanceMinor: 1_000 });
  await world.settle();
  const { items } = await other.client.payments.listOwnPayments({});
  expect(items.map((row) => [row.kind, row.amountMinor, row.memberId])).toEqual([['top_up', 1_000, other.memberId]]);
});

test('a list refuses a cursor that is not its own', async () => {
  expect(await codeOf(admin.client.payments.listPayments({ cursor: 'bm90aGluZw' }))).toBe('request.invalid');
});

import { type BusinessDay, businessDayOf, type Id, newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type MemberPerson, type Person, type TillDevice, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { openAccount, post, TRANSFER_CODES } from '../ledger/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { channelAccountOf } from './merchant-account.ts';
import { projectMovements } from './project-movements.ts';

const SYSTEM = systemActor('test');
let world: World;
let admin: Person;
let till: TillDevice;
let today: BusinessDay;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
  today = businessDayOf(world.clock(), 'Asia/Shanghai');
});
afterAll(() => world.close());

const own = (member: MemberPerson, asked: Parameters<typeof member.client.payments.listOwnPayments>[0] = {}) =>
  member.client.payments.listOwnPayments(asked).then(({ items }) => items);
const statement = (member: MemberPerson) => member.client.payments.getOwnStatement({ from: today, to: today });
const pay = (member: MemberPerson, amountMinor: number, at = till) =>
  at.client.payments.charge({ amountMinor, credential: { kind: 'member', memberNumber: member.memberNumber } });

/** As any module posts: a code and accounts, and no word about lists. */
function move(of: { from: number; to: number; code: number; amountMinor: number; id?: string }) {
  const transfer = { id: of.id ?? newId<string>(), debit: of.from, credit: of.to, amountMinor: toMinor(of.amountMinor), code: of.code };
  return world.database.transaction(SYSTEM, {}, (ctx) => post(ctx, { businessOn: today, transfers: [transfer] }));
}
const walletOf = (member: MemberPerson) =>
  world.database.transaction(SYSTEM, {}, async (ctx) => {
    const wallet = (await findWalletsOfMembers(ctx, [member.memberId])).get(member.memberId);
    if (!wallet) throw new Error('the member has no wallet');
    return wallet;
  });
const channel = () => world.database.transaction(SYSTEM, {}, (ctx) => channelAccountOf(ctx, 'cash'));

test('whatever moves a wallet’s money is a row of its kind, whoever posted it, and is there once', async () => {
  const member = await world.member(admin, { balanceMinor: 10_000 });
  const { accountId } = await walletOf(member);
  const outside = await channel();
  const codes = TRANSFER_CODES;
  const out = [codes.withdrawal, codes.fee, codes.adjustment, codes.giftReturn, codes.closure, 999];
  for (const code of out) await move({ from: accountId, to: outside, code, amountMinor: 100 });
  world.pass(1);
  for (const code of [codes.opening, codes.gift, codes.adjustment]) await move({ from: outside, to: accountId, code, amountMinor: 50 });
  world.pass(1);
  await move({ from: outside, to: accountId, code: codes.topUp, amountMinor: 50 });
  await world.settle();
  await world.settle();
  const rows = await own(member);
  expect(rows.map(({ kind }) => kind).sort()).toEqual(
    [
      'adjustment_in',
      'adjustment_out',
      'adjustment_out',
      'closure',
      'fee',
      'gift',
      'gift_return',
      'opening',
      'top_up',
      'top_up',
      'withdrawal',
    ].sort(),
  );
  expect(rows[0]).toMatchObject({ kind: 'top_up', amountMinor: 50, balanceAfterMinor: 9_600 });
  expect(await statement(member)).toMatchObject({ openingMinor: 0, inMinor: 10_200, outMinor: 600, closingMinor: 9_600 });
});

test('a journal that is read again from its beginning makes no second row and no second total', async () => {
  const member = await world.member(admin, { balanceMinor: 2_000 });
  const { key: paymentId } = await pay(member, 700);
  await world.settle();
  await admin.client.payments.refund({ paymentId, amountMinor: 200 });
  const before = [await own(member), await admin.client.payments.getToday()];
  await rewind();
  while ((await world.database.transaction(SYSTEM, {}, projectMovements)) > 0);
  expect([await own(member), await admin.client.payments.getToday()]).toEqual(before);
});

async function rewind() {
  const { default: pg } = await import('pg');
  const owner = new pg.Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
  await owner.query(`update ledger.subscriber_position set page = 0 where subscriber = 'movements'`);
  await owner.end();
}

test('granting, spending, giving back and expiring a subsidy show as the holder sees them, and the sums are what the purses hold', async () => {
  const member = await world.member(admin, { balanceMinor: 1_000 });
  const name = { zh: '餐补', en: 'Meals' };
  const scope = { everywhere: true, merchantIds: [], categories: [] };
  const programme = await admin.client.subsidies.createProgramme({ name, scope, expiry: { kind: 'never' }, budgetMinor: null });
  world.pass(1);
  await admin.client.subsidies.grantToMember({ programmeId: programme.id, memberId: member.memberId, amountMinor: 300 });
  world.pass(1);
  const { key: paymentId } = await pay(member, 500);
  await world.settle();
  world.pass(1);
  await admin.client.payments.refund({ paymentId, amountMinor: 250 });
  await world.settle();
  const rows = await own(member);
  expect(rows.map(({ kind, amountMinor, balanceAfterMinor }) => [kind, amountMinor, balanceAfterMinor])).toEqual([
    ['refund', 250, 1_000],
    ['charge', 500, 800],
    ['grant', 300, null],
    ['top_up', 1_000, 1_000],
  ]);
  expect(rows[2]?.legs).toEqual([{ purse: 'subsidy', name, amountMinor: 300, balanceAfterMinor: 300 }]);
  const held = (await member.client.wallets.getOwnWallet()).balanceMinor;
  const [purse] = (await member.client.subsidies.listOwnPurses()).purses;
  expect((await statement(member)).closingMinor).toBe(held + (purse?.balanceMinor ?? 0));
  expect((await admin.client.subsidies.getProgramme({ programmeId: programme.id })).spentMinor).toBe(250);
});

test('money from one member to another is a movement of both', async () => {
  const [giver, taker] = [await world.member(admin, { balanceMinor: 500 }), await world.member(admin)];
  const [from, to] = [await walletOf(giver), await walletOf(taker)];
  await move({ from: from.accountId, to: to.accountId, code: 999, amountMinor: 200 });
  await world.settle();
  expect((await own(giver))[0]).toMatchObject({ kind: 'adjustment_out', amountMinor: 200, balanceAfterMinor: 300 });
  expect(await own(taker)).toMatchObject([{ kind: 'adjustment_in', amountMinor: 200, balanceAfterMinor: null }]);
});

test('money that reaches no wallet is in nobody’s history', async () => {
  const outside = await channel();
  const other = await world.database.transaction(SYSTEM, {}, (ctx) => openAccount(ctx, { owner: newId(), kind: 'operator', hot: true }));
  const key = newId<'payment'>();
  await move({ from: outside, to: other.id, code: TRANSFER_CODES.payment, amountMinor: 100, id: key });
  await world.settle();
  expect((await admin.client.payments.listPayments({ q: key })).items).toEqual([]);
});

test('a member finds a movement by shop, kind, amount, day and words', async () => {
  const member = await world.member(admin, { balanceMinor: 10_000 });
  const shop = await world.till(admin, await world.merchant('东门书店'));
  await pay(member, 1_250);
  world.pass(1);
  await pay(member, 2_300, shop);
  await world.settle();
  const [sale] = await own(member, { q: '书店' });
  if (!sale) throw new Error('the shop was not found');
  world.pass(1);
  await admin.client.payments.refund({ paymentId: sale.id, amountMinor: 300, reason: 'Torn page' });
  const amounts = async (asked: Parameters<typeof own>[1]) => (await own(member, asked)).map(({ amountMinor }) => amountMinor);
  expect(await amounts({ merchantId: shop.merchantId })).toEqual([300, 2_300]);
  expect(await amounts({ q: 'torn' })).toEqual([300]);
  expect(await amounts({ kind: 'charge' })).toEqual([2_300, 1_250]);
  expect(await amounts({ leastMinor: 1_000, mostMinor: 1_999 })).toEqual([1_250]);
  expect(await amounts({ q: sale.id })).toEqual([2_300]);
  expect(await amounts({ to: '2020-01-01' })).toEqual([]);
  expect(await member.client.payments.getOwnStatement({ from: today, to: today, merchantId: shop.merchantId })).toMatchObject({
    outMinor: 2_300,
    inMinor: 300,
    openingMinor: null,
    shops: [{ merchantName: '东门书店', count: 1, netMinor: 2_000 }],
  });
  const file = await (await member.client.payments.exportOwnPayments({ language: 'en', merchantId: shop.merchantId })).text();
  expect(file.trim().split('\r\n')).toHaveLength(3);
  expect(file).toContain(',-23.00,');
  expect(file).toContain('Torn page');
});

test('a merchant’s statement and file hold its own sales alone, with masked names and no balance', async () => {
  const member = await world.member(admin, { name: '欧阳文静', balanceMinor: 5_000 });
  const [mine, other] = [await world.till(admin), await world.till(admin)];
  const manager = await world.staff('merchantManager', mine.merchantId);
  await pay(member, 800, mine);
  await pay(member, 900, other);
  await world.settle();
  expect(await manager.client.payments.getStatement({ from: today, to: today })).toMatchObject({ outMinor: 800, openingMinor: null });
  expect(await manager.client.payments.getStatement({ from: today, to: today, merchantId: other.merchantId })).toMatchObject({
    outMinor: 0,
    kinds: [],
  });
  const file = await (await manager.client.payments.exportPayments({ language: 'zh-CN' })).text();
  expect(file).toContain(',8.00,,');
  expect(file).not.toContain('9.00');
  expect(file).not.toContain('欧阳文静');
});

test('terms are lines of a setting, newest first, for members as for the desk', async () => {
  const value = ['2026-02-23 2026-07-10 2026 春季学期', '2026-09-01 2027-01-17 2026 秋季学期', '2027-01-02 2027-01-01 转瞬即逝'];
  await admin.client.settings.updateSetting({ key: 'payments.terms', value });
  const member = await world.member(admin);
  const expected = [
    { name: '2026 秋季学期', from: '2026-09-01', to: '2027-01-17' },
    { name: '2026 春季学期', from: '2026-02-23', to: '2026-07-10' },
  ];
  expect((await member.client.payments.listTerms()).items).toEqual(expected);
  expect((await admin.client.payments.listTerms()).items).toEqual(expected);
});

test('the same id is never another member’s payment', async () => {
  const member = await world.member(admin, { balanceMinor: 300 });
  const stranger = await world.member(admin);
  const [{ id } = { id: newId<'payment'>() }] = await own(member);
  expect((await member.client.payments.getOwnPayment({ paymentId: id as Id<'payment'> })).payment.amountMinor).toBe(300); // As the list gave it.
  await expect(stranger.client.payments.getOwnPayment({ paymentId: id as Id<'payment'> })).rejects.toMatchObject({ code: 'payments.unknown' }); // As the list gave it.
});

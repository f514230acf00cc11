/** The key of an order is the key of the entry that credits it: one that is used already must not take money. */
import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { codeOf, eventually, type MemberPerson, type StaffPerson, type TillDevice } from '../../../test/world.ts';
import { createFundingWorld, type FundingWorld } from './funding.world.ts';

let world: FundingWorld;
let cashier: StaffPerson;
let till: TillDevice;
beforeAll(async () => {
  world = await createFundingWorld();
  cashier = await world.staff('cashier');
  till = await world.till(world.admin);
  await till.client.sales.openShift({ cashier: '赵姐', floatMinor: 0 }, { key: newId() });
});
afterAll(() => world?.close());
beforeEach(() => world.peer.book.disarm());

const balance = async (member: MemberPerson) => (await member.client.wallets.getOwnWallet()).balanceMinor;
const charge = (member: MemberPerson, key: string, amountMinor = 1_00) =>
  till.client.payments.charge({ amountMinor, credential: { kind: 'member', memberNumber: member.memberNumber } }, { key: key as never }); // Any key is one.
const refundsOf = async (orderId: string) => (await world.admin.client.channels.getChannelOrder({ orderId: orderId as never })).refunds; // The order's id is its key.

test.each([
  ['approved', 1_00],
  ['declined', 900_00],
] as const)('the key of a charge that was %s opens no order, at no counter and in no till', async (outcome, amountMinor) => {
  const member = await world.member(world.admin, { balanceMinor: 50_00 });
  const key = newId();
  expect(await charge(member, key, amountMinor)).toMatchObject({ outcome });
  const before = await balance(member);
  const given = { key: key as never }; // Any key is one.
  expect(await codeOf(world.order(member, 10_00, { key }))).toBe('request.key_reused');
  const desk = { memberId: member.memberId, amountMinor: 10_00 };
  expect(await codeOf(cashier.client.funding.takeTopUp({ ...desk, kind: 'bankCard', reference: `S${key}` }, given))).toBe('request.key_reused');
  expect(await codeOf(cashier.client.funding.takeTopUp({ ...desk, kind: 'bankTransfer' }, given))).toBe('request.key_reused');
  const { code } = world.peer.book.newCode('wechat', 'instant');
  const other = await world.till(world.admin, till.merchantId);
  expect(await codeOf(other.client.sales.takeCodeSale({ code, amountMinor: 10_00 }, given))).toBe('request.key_reused');
  expect(await codeOf(till.client.sales.takeCashSale({ amountMinor: 10_00, tenderedMinor: 10_00 }, given))).toBe('request.key_reused');
  expect(world.peer.book.find('wechat', key.replaceAll('-', ''))).toBeUndefined();
  expect(await balance(member)).toBe(before);
});

test('the key of another member’s order is refused, also by a till, and says nothing of it', async () => {
  const [member, other] = [await world.member(world.admin), await world.member(world.admin)];
  const key = newId();
  await world.order(member, 10_00, { key });
  expect(await codeOf(world.order(other, 10_00, { key }))).toBe('request.key_reused');
  const { code } = world.peer.book.newCode('wechat', 'instant');
  expect(await codeOf(till.client.sales.takeCodeSale({ code, amountMinor: 10_00 }, { key: key as never }))).toBe('request.key_reused'); // Any key is one.
  world.peer.pay(world.tradeOf(key));
  await eventually(async () => expect(await balance(member)).toBe(10_00));
  expect(await balance(other)).toBe(0);
});

test('a charge that takes the key of an open order: what is paid then goes back, and nobody is left waiting', async () => {
  const member = await world.member(world.admin, { balanceMinor: 50_00 });
  const { id } = await world.order(member, 20_00);
  const before = await world.channelBalance('wechat');
  expect(await charge(member, id)).toMatchObject({ outcome: 'approved' });
  world.peer.pay(world.tradeOf(id));
  await eventually(async () => expect(await refundsOf(id)).toMatchObject([{ state: 'refunded', amountMinor: 20_00, cause: 'given_back' }]));
  expect(await balance(member)).toBe(49_00);
  expect(await world.channelBalance('wechat')).toBe(before);
});

test('a charge that takes the key of a sale under way: the till is told that it failed, and the customer has the money back', async () => {
  const member = await world.member(world.admin, { balanceMinor: 50_00 });
  const { code } = world.peer.book.newCode('wechat', 'password');
  const key = newId<'order'>();
  const sale = await till.client.sales.takeCodeSale({ code, amountMinor: 10_00 }, { key });
  expect(sale.state).toBe('waiting');
  const second = await world.till(world.admin, till.merchantId);
  const credential = { kind: 'member', memberNumber: member.memberNumber } as const;
  expect(await second.client.payments.charge({ amountMinor: 1_00, credential }, { key: key as never })).toMatchObject({ outcome: 'approved' }); // Any key is one.
  world.peer.book.set(world.tradeOf(key), 'paid');
  expect(await till.client.sales.checkSale({ saleId: key })).toMatchObject({ state: 'failed', reason: 'merchant_refused' });
  await eventually(async () => expect(await refundsOf(key)).toMatchObject([{ state: 'refunded', amountMinor: 10_00 }]));
  expect(await balance(member)).toBe(49_00);
});

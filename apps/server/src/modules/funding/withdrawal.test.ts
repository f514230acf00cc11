import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, eventually, type MemberPerson, type StaffPerson } from '../../../test/world.ts';
import { type ChannelsParts, resolveRefund } from '../channels/index.ts';
import { createFundingWorld, type FundingWorld } from './funding.world.ts';
import { endOf, planParts } from './withdrawal.ts';

let world: FundingWorld;
let cashier: StaffPerson;
let finance: StaffPerson;
beforeAll(async () => {
  world = await createFundingWorld();
  cashier = await world.staff('cashier');
  finance = await world.staff('finance');
});
afterAll(() => world?.close());
beforeEach(() => world.peer.book.disarm());

const wallet = (member: MemberPerson) => member.client.wallets.getOwnWallet();
/** A member with these top-ups at WeChat Pay, the oldest first. */
async function memberWith(...amounts: number[]) {
  const member = await world.member(world.admin);
  const orders: Awaited<ReturnType<FundingWorld['order']>>['id'][] = [];
  for (const amountMinor of amounts) {
    const order = await world.order(member, amountMinor);
    world.peer.pay(world.tradeOf(order.id));
    await eventually(async () => expect((await member.client.funding.checkTopUp({ orderId: order.id })).state).toBe('paid'));
    orders.push(order.id);
  }
  return { member, orders };
}
const orderOf = (orderId: Awaited<ReturnType<typeof memberWith>>['orders'][number]) => world.admin.client.channels.getChannelOrder({ orderId });
const ownState = async (member: MemberPerson) => (await member.client.funding.listOwnWithdrawals({})).items[0];

describe('to the source', () => {
  test('goes back to the newest top-ups, each up to what it has left, and once', async () => {
    const { member, orders } = await memberWith(30_00, 20_00);
    expect(await member.client.funding.getWithdrawalTerms()).toMatchObject({ availableMinor: 50_00, toSourceMinor: 50_00 });
    const key = newId();
    const asked = await member.client.funding.requestWithdrawal({ amountMinor: 35_00 }, { key });
    expect(await member.client.funding.requestWithdrawal({ amountMinor: 35_00 }, { key })).toEqual(asked);
    await eventually(async () => expect(await ownState(member)).toMatchObject({ state: 'done', paidMinor: 35_00 }));
    expect(await wallet(member)).toMatchObject({ balanceMinor: 15_00, heldMinor: 0, daySpentMinor: 0 });
    expect((await orderOf(orders[1] as never)).refunds).toMatchObject([{ amountMinor: 20_00, state: 'refunded' }]); // The second of two.
    expect((await orderOf(orders[0] as never)).refunds).toMatchObject([{ amountMinor: 15_00, state: 'refunded' }]); // The first of two.
    expect(await member.client.funding.getWithdrawalTerms()).toMatchObject({ availableMinor: 15_00, toSourceMinor: 15_00 });
    await world.settle();
    const { items } = await member.client.payments.listOwnPayments({});
    const withdrawn = ['withdrawal app', 'withdrawal app'];
    expect(items.map(({ kind, credential }) => `${kind} ${credential}`).sort()).toEqual(['top_up wechat', 'top_up wechat', ...withdrawn]);
  });

  test('gives no more than is there, nor what came in cash, nor what is kept back', async () => {
    const { member } = await memberWith(30_00);
    await cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 10_00 });
    expect(await member.client.funding.getWithdrawalTerms()).toMatchObject({ availableMinor: 40_00, toSourceMinor: 30_00 });
    expect(await codeOf(member.client.funding.requestWithdrawal({ amountMinor: 30_01 }))).toBe('funding.beyond_sources');
    expect(await codeOf(cashier.client.funding.createWithdrawal({ memberId: member.memberId, amountMinor: 40_01, way: 'cash', reason: 'x' }))).toBe(
      'funding.insufficient',
    );
    expect(await wallet(member)).toMatchObject({ balanceMinor: 40_00, heldMinor: 0 });
  });

  test('that the channel refuses for good stays in the wallet', async () => {
    const { member } = await memberWith(30_00);
    world.peer.book.arm({ channel: 'wechat', place: 'refund', kind: 'refuse', times: 1 });
    await member.client.funding.requestWithdrawal({ amountMinor: 10_00 });
    await eventually(async () => expect(await ownState(member)).toMatchObject({ state: 'failed', paidMinor: 0 }));
    expect(await wallet(member)).toMatchObject({ balanceMinor: 30_00, heldMinor: 0 });
  });

  test('whose answer was lost stays kept back, and is taken out once when it is known', async () => {
    const { member, orders } = await memberWith(30_00);
    world.peer.book.arm({ channel: 'wechat', place: 'refund', kind: 'unknownResult', times: 1 });
    await member.client.funding.requestWithdrawal({ amountMinor: 10_00 });
    expect(await wallet(member)).toMatchObject({ availableMinor: 20_00 });
    await eventually(async () => expect(await ownState(member)).toMatchObject({ state: 'done' }));
    expect(await wallet(member)).toMatchObject({ balanceMinor: 20_00, heldMinor: 0 });
    expect((await orderOf(orders[0] as never)).refunds).toMatchObject([{ amountMinor: 10_00, state: 'refunded' }]); // The only one.
  });

  test('is taken out once when we are killed between the channel’s word and our commit', async () => {
    const { member, orders } = await memberWith(30_00);
    const [orderId] = orders;
    // Held at the channel, so that nobody but this test hears how it ends.
    world.peer.book.arm({ channel: 'wechat', place: 'refund', kind: 'unknownResult', times: 1 });
    await member.client.funding.requestWithdrawal({ amountMinor: 10_00 });
    const [refund] = (await orderOf(orderId as never)).refunds; // The only order.
    const { topUp } = world.channels.hooks;
    if (!refund || !topUp) throw new Error('a withdrawal asks for a refund');
    const killed: ChannelsParts = {
      ...world.channels,
      hooks: {
        topUp: {
          ...topUp,
          onRefunded: async (ctx, view, order) => {
            await topUp.onRefunded(ctx, view, order);
            throw new Error('killed before the commit');
          },
        },
      },
    };
    await resolveRefund(killed, refund.id).catch(() => undefined);
    await Promise.all([resolveRefund(world.channels, refund.id), resolveRefund(world.channels, refund.id)]);
    await eventually(async () => expect(await ownState(member)).toMatchObject({ state: 'done', paidMinor: 10_00 }));
    expect(await wallet(member)).toMatchObject({ balanceMinor: 20_00, heldMinor: 0 });
  });
});

describe('two at once', () => {
  test('of the whole balance: one goes out, the other is refused', async () => {
    const { member } = await memberWith(40_00);
    const both = await Promise.all(
      [0, 1, 2].map(() =>
        codeOf(cashier.client.funding.createWithdrawal({ memberId: member.memberId, amountMinor: 40_00, way: 'cash', reason: 'x' })),
      ),
    );
    expect(both.sort()).toEqual(['funding.insufficient', 'funding.insufficient', 'no refusal']);
    expect(await wallet(member)).toMatchObject({ balanceMinor: 0, heldMinor: 0 });
  });

  test('of one top-up never promise it twice; without what others were promised, they would', async () => {
    const { member } = await memberWith(40_00);
    await cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 100_00 });
    const tries = await Promise.all([0, 1, 2].map(() => codeOf(member.client.funding.requestWithdrawal({ amountMinor: 30_00 }))));
    expect(tries.filter((code) => code === 'no refusal')).toHaveLength(1);
    // The control: each plan by itself would have taken the same top-up.
    const source = { orderId: newId<'order'>(), channel: 'wechat', leftMinor: 40_00 as never }; // An amount.
    expect([planParts(30_00 as never, [source]), planParts(30_00 as never, [source])].every(Boolean)).toBe(true); // Amounts.
  });

  test('a charge and a withdrawal never spend the same money', async () => {
    const { member } = await memberWith(40_00);
    const till = await world.till(world.admin);
    await member.client.wallets.setOwnPin({ pin: '739182' });
    const credential = { kind: 'code' as const, code: await world.payCode(member) };
    const [charged, withdrawn] = await Promise.all([
      till.client.payments.charge({ amountMinor: 40_00, credential, pin: '739182' }, { key: newId() }),
      codeOf(member.client.funding.requestWithdrawal({ amountMinor: 40_00 })),
    ]);
    expect([charged.outcome === 'approved', withdrawn === 'no refusal'].filter(Boolean)).toHaveLength(1);
    await eventually(async () => expect(await wallet(member)).toMatchObject({ balanceMinor: 0, heldMinor: 0 }));
  });
});

describe('above the set sum', () => {
  test('waits for another person, who sees who made it; until then nobody spends it', async () => {
    const member = await world.member(world.admin, { balanceMinor: 2_000_00 });
    const made = await finance.client.funding.createWithdrawal({ memberId: member.memberId, amountMinor: 1_500_00, way: 'cash', reason: '退学' });
    expect(made).toMatchObject({ state: 'waiting', madeByName: 'finance', reason: '退学' });
    expect(await wallet(member)).toMatchObject({ availableMinor: 500_00, heldMinor: 1_500_00 });
    const { id: withdrawalId } = made;
    expect(await codeOf(finance.client.funding.approveWithdrawal({ withdrawalId }))).toBe('funding.needs_another_person');
    expect(await codeOf(cashier.client.funding.approveWithdrawal({ withdrawalId }))).toBe('request.forbidden');
    expect(await codeOf(cashier.client.funding.payWithdrawal({ withdrawalId }))).toBe('funding.withdrawal_not_now');
    const other = await world.staff('finance');
    expect(await other.client.funding.approveWithdrawal({ withdrawalId })).toMatchObject({ state: 'approved', decidedByName: 'finance' });
    expect(await cashier.client.funding.payWithdrawal({ withdrawalId })).toMatchObject({ state: 'done', paidMinor: 1_500_00 });
    expect(await codeOf(cashier.client.funding.payWithdrawal({ withdrawalId }))).toBe('funding.withdrawal_not_now');
    expect(await wallet(member)).toMatchObject({ balanceMinor: 500_00, heldMinor: 0 });
  });

  test('is refused with a reason, or taken back by the member, and all is free again', async () => {
    const { member } = await memberWith(1_500_00);
    const asked = await member.client.funding.requestWithdrawal({ amountMinor: 1_200_00 });
    expect(asked).toMatchObject({ state: 'waiting' });
    expect(await member.client.funding.getWithdrawalTerms()).toMatchObject({ availableMinor: 300_00, toSourceMinor: 300_00 });
    expect(await member.client.funding.cancelWithdrawal({ withdrawalId: asked.id })).toMatchObject({ state: 'cancelled' });
    const again = await member.client.funding.requestWithdrawal({ amountMinor: 1_200_00 });
    const refused = await finance.client.funding.refuseWithdrawal({ withdrawalId: again.id, note: '请到窗口核对' });
    expect(refused).toMatchObject({ state: 'refused', note: '请到窗口核对' });
    expect(await wallet(member)).toMatchObject({ availableMinor: 1_500_00, heldMinor: 0 });
    const approved = await member.client.funding.requestWithdrawal({ amountMinor: 1_200_00 });
    await finance.client.funding.approveWithdrawal({ withdrawalId: approved.id });
    await eventually(async () => expect(await ownState(member)).toMatchObject({ state: 'done', paidMinor: 1_200_00 }));
    const other = await world.member(world.admin);
    expect(await codeOf(other.client.funding.cancelWithdrawal({ withdrawalId: again.id }))).toBe('funding.withdrawal_unknown');
  });
});

test('a withdrawal is under way until each part has ended, and then says how much went out', () => {
  const part = (state: 'held' | 'asked' | 'paid' | 'released', amount_minor: number) => ({ state, amount_minor: amount_minor as never }); // An amount.
  expect(endOf([part('paid', 5), part('asked', 7)])).toBeNull();
  expect(endOf([part('paid', 5), part('paid', 7)])).toEqual({ state: 'done', paidMinor: 12 });
  expect(endOf([part('paid', 5), part('released', 7)])).toEqual({ state: 'partly', paidMinor: 5 });
  expect(endOf([part('released', 5)])).toEqual({ state: 'failed', paidMinor: 0 });
});

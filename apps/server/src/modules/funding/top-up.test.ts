import { newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, eventually, type MemberPerson, type StaffPerson } from '../../../test/world.ts';
import { resolveOrder } from '../channels/index.ts';
import { post, TRANSFER_CODES } from '../ledger/index.ts';
import { channelAccountOf } from '../payments/index.ts';
import { createFundingWorld, type FundingWorld, SYSTEM } from './funding.world.ts';

let world: FundingWorld;
let cashier: StaffPerson;
beforeAll(async () => {
  world = await createFundingWorld();
  cashier = await world.staff('cashier');
});
afterAll(() => world?.close());
beforeEach(() => world.peer.book.disarm());

const balance = async (member: MemberPerson) => (await member.client.wallets.getOwnWallet()).balanceMinor;
const stateOf = async (member: MemberPerson, orderId: never) => (await member.client.channels.getOwnChannelOrder({ orderId })).state;
const noNotification = () => world.peer.book.arm({ channel: 'wechat', place: 'notify', kind: 'never', times: 1 });

describe('a member tops up', () => {
  test('by scanning the channel’s code: the balance moves when the channel says so, and once', async () => {
    const member = await world.member(world.admin);
    const before = await world.channelBalance('wechat');
    const order = await world.order(member, 12_34);
    expect(order).toMatchObject({ state: 'pending', amountMinor: 12_34, kind: 'wechat' });
    expect(order.instructions?.codeUrl).toContain(world.peer.origin);
    expect(await balance(member)).toBe(0);
    world.peer.book.arm({ channel: 'wechat', place: 'notify', kind: 'duplicate', times: 1 });
    world.peer.pay(world.tradeOf(order.id));
    await eventually(async () => expect(await balance(member)).toBe(12_34));
    await eventually(async () => expect((await member.client.notifications.listOwnNotices({})).items[0]).toMatchObject({ kind: 'wallet.toppedUp' }));
    expect(await member.client.funding.checkTopUp({ orderId: order.id })).toMatchObject({ state: 'paid' });
    expect(await balance(member)).toBe(12_34);
    expect(await world.channelBalance('wechat')).toBe(before - 12_34);
  });

  test('on a page of Alipay, and finds out by asking when no notification comes', async () => {
    const member = await world.member(world.admin);
    const order = await world.order(member, 50_00, { channel: 'alipay' });
    expect(order.instructions?.pageUrl).toContain(world.peer.origin);
    // Alipay hears of the order when the browser comes to its page.
    await fetch(order.instructions?.pageUrl ?? '');
    world.peer.book.arm({ channel: 'alipay', place: 'notify', kind: 'never', times: 1 });
    world.peer.pay(world.tradeOf(order.id, 'alipay'));
    expect(await member.client.funding.checkTopUp({ orderId: order.id })).toMatchObject({ state: 'paid' });
    expect(await balance(member)).toBe(50_00);
  });

  test.each(['refuse', 'held'] as const)('and a question that the channel answers by %s does not take the money away', async (kind) => {
    const member = await world.member(world.admin);
    const order = await world.order(member, 20_00);
    noNotification();
    world.peer.pay(world.tradeOf(order.id));
    world.peer.book.arm({ channel: 'wechat', place: 'query', kind, times: 1 });
    expect(await member.client.funding.checkTopUp({ orderId: order.id })).toMatchObject({ state: 'pending' });
    expect(await balance(member)).toBe(0);
    expect(await member.client.funding.checkTopUp({ orderId: order.id })).toMatchObject({ state: 'paid' });
    expect(await balance(member)).toBe(20_00);
  });

  test('and the same key sent again is the same order, with other content none', async () => {
    const member = await world.member(world.admin);
    const key = newId();
    const both = await Promise.all([world.order(member, 10_00, { key }), world.order(member, 10_00, { key })]);
    expect(both.map(({ id }) => id)).toEqual([key, key]);
    expect(await codeOf(world.order(member, 10_01, { key }))).toBe('request.key_reused');
    const other = await world.member(world.admin);
    expect(await codeOf(world.order(other, 10_00, { key }))).not.toBe('no refusal');
    world.peer.pay(world.tradeOf(key));
    await eventually(async () => expect(await balance(member)).toBe(10_00));
    expect(await world.order(member, 10_00, { key })).toMatchObject({ id: key, state: 'paid' });
    expect(await balance(other)).toBe(0);
  });

  test('not beyond what the card may hold, not by a way that is not offered, not too little, and not where no money is taken', async () => {
    const member = await world.member(world.admin, { balanceMinor: 4_000_00 });
    expect(await codeOf(world.order(member, 1_000_01))).toBe('funding.over_limit');
    expect(await codeOf(member.client.funding.openTopUp({ amountMinor: 100_00, channel: 'wechat', way: 'page' }))).toBe('funding.way_unknown');
    expect(await codeOf(member.client.funding.openTopUp({ amountMinor: 100_00, channel: 'cash', way: 'qr' }))).toBe('funding.way_unknown');
    expect(await codeOf(world.order(member, 99))).toBe('funding.too_little');
    expect(await member.client.funding.getTopUpTerms()).toMatchObject({ isOffered: true, maxMinor: 1_000_00, limitMinor: 5_000_00 });
    await world.admin.client.settings.updateSetting({ key: 'wallets.legalMode', value: 'points_only' });
    expect(await codeOf(world.order(member, 10_00))).toBe('wallets.top_ups_off');
    expect(await codeOf(cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 10_00 }))).toBe('wallets.top_ups_off');
    expect(await codeOf(cashier.client.funding.takeTopUp({ memberId: member.memberId, amountMinor: 10_00, kind: 'bankTransfer' }))).toBe(
      'wallets.top_ups_off',
    );
    expect((await member.client.funding.getTopUpTerms()).isOffered).toBe(false);
    await world.admin.client.settings.resetSetting({ key: 'wallets.legalMode' });
    expect(await balance(member)).toBe(4_000_00);
  });

  test('and nobody else sees or asks about the order', async () => {
    const [member, other] = [await world.member(world.admin), await world.member(world.admin)];
    const order = await world.order(member, 10_00);
    expect(await codeOf(other.client.funding.checkTopUp({ orderId: order.id }))).toBe('channels.order_unknown');
  });
});

describe('money that comes at an odd time', () => {
  test('when the card holds too much by then goes back to where it came from, and the member is told', async () => {
    const member = await world.member(world.admin);
    const order = await world.order(member, 5_000_00);
    await cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 1 });
    const before = await world.channelBalance('wechat');
    world.peer.pay(world.tradeOf(order.id));
    await eventually(async () =>
      expect((await world.admin.client.channels.getChannelOrder({ orderId: order.id })).refunds).toMatchObject([
        { state: 'refunded', amountMinor: 5_000_00 },
      ]),
    );
    await eventually(async () =>
      expect((await member.client.notifications.listOwnNotices({})).items.map(({ kind }) => kind)).toContain('wallet.topUpReturned'),
    );
    expect(await balance(member)).toBe(1);
    expect(await world.channelBalance('wechat')).toBe(before);
  });

  test('for somebody who has been closed goes back as well', async () => {
    const member = await world.member(world.admin);
    const order = await world.order(member, 30_00);
    await world.admin.client.members.closeMembers({ memberIds: [member.memberId], reason: 'left' });
    world.peer.pay(world.tradeOf(order.id));
    await eventually(async () =>
      expect((await world.admin.client.channels.getChannelOrder({ orderId: order.id })).refunds).toMatchObject([{ state: 'refunded' }]),
    );
  });

  test('is not credited on the word of a lost answer: an unknown order stays open until the channel says', async () => {
    const member = await world.member(world.admin);
    world.peer.book.arm({ channel: 'wechat', place: 'create', kind: 'unknownResult', times: 1 });
    const order = await world.order(member, 40_00);
    expect(order.state).toBe('unknown');
    expect(await balance(member)).toBe(0);
    world.peer.pay(world.tradeOf(order.id));
    await eventually(async () => expect(await stateOf(member, order.id as never)).toBe('paid')); // The id of an order, whose noun the client checks elsewhere.
    expect(await balance(member)).toBe(40_00);
  });
});

describe('a race', () => {
  test('of a notification with four questions credits once', async () => {
    const member = await world.member(world.admin);
    for (let round = 1; round <= 3; round += 1) {
      const order = await world.order(member, 10_00);
      world.peer.book.arm({ channel: 'wechat', place: 'notify', kind: 'duplicate', times: 1 });
      world.peer.pay(world.tradeOf(order.id));
      await Promise.all([0, 1, 2, 3].map(() => resolveOrder(world.channels, order.id)));
      expect(await balance(member)).toBe(round * 10_00);
    }
  });

  test('the control: credited under a key of its own instead of the order’s, the same money counts twice', async () => {
    const member = await world.member(world.admin);
    const order = await world.order(member, 10_00);
    noNotification();
    world.peer.pay(world.tradeOf(order.id));
    await resolveOrder(world.channels, order.id);
    const wallet = await world.database.transaction(SYSTEM, {}, async (ctx) => {
      const { findFundedWallet } = await import('./funded-wallet.ts');
      return findFundedWallet(ctx, member.memberId);
    });
    const again = (id: string) =>
      world.database.transaction(SYSTEM, {}, async (ctx) =>
        post(ctx, {
          businessOn: '2026-01-01',
          transfers: [
            {
              id,
              debit: await channelAccountOf(ctx, 'wechat'),
              credit: wallet?.accountId ?? 0,
              amountMinor: toMinor(10_00),
              code: TRANSFER_CODES.topUp,
            },
          ],
        }),
      );
    expect((await again(order.id)).replayed).toBe(true);
    expect(await balance(member)).toBe(10_00);
    await again(newId());
    expect(await balance(member)).toBe(20_00);
  });
});

describe('at the counter', () => {
  test('a bank card’s slip credits at once, and its number counts once', async () => {
    const member = await world.member(world.admin);
    const input = { memberId: member.memberId, amountMinor: 80_00, kind: 'bankCard' as const, reference: `S${newId()}` };
    const key = newId();
    const taken = await cashier.client.funding.takeTopUp(input, { key });
    expect(taken).toMatchObject({ state: 'paid', balanceMinor: 80_00, memberName: '王小明' });
    expect(await cashier.client.funding.takeTopUp(input, { key })).toEqual(taken);
    expect(await codeOf(cashier.client.funding.takeTopUp(input))).toBe('channels.reference_taken');
    expect(await balance(member)).toBe(80_00);
    const [written] = (await world.admin.client.audit.listRecords({ q: member.memberId })).items.filter(
      ({ action }) => action === 'funding.takeTopUp',
    );
    expect(written?.after).toMatchObject({ amountMinor: 80_00 });
    expect(JSON.stringify(written)).not.toContain(input.reference);
  });

  test('a bank transfer is credited when finance has found it on the statement', async () => {
    const [member, finance] = [await world.member(world.admin), await world.staff('finance')];
    const taken = await cashier.client.funding.takeTopUp({ memberId: member.memberId, amountMinor: 300_00, kind: 'bankTransfer' });
    expect(taken).toMatchObject({ state: 'pending', balanceMinor: 0 });
    const confirm = { orderId: taken.orderId, reference: `B${newId()}`, amountMinor: 300_00 };
    expect(await codeOf(finance.client.channels.confirmChannelOrder({ ...confirm, amountMinor: 300_01 }))).toBe('channels.amount_differs');
    await finance.client.channels.confirmChannelOrder(confirm);
    await finance.client.channels.confirmChannelOrder(confirm);
    expect(await balance(member)).toBe(300_00);
  });

  test('nothing is taken that the card may not hold, nor without the right to', async () => {
    const member = await world.member(world.admin);
    const input = { memberId: member.memberId, amountMinor: 5_000_01, kind: 'bankCard' as const, reference: `S${newId()}` };
    expect(await codeOf(cashier.client.funding.takeTopUp(input))).toBe('funding.over_limit');
    expect(await codeOf(member.client.funding.takeTopUp(input))).toBe('request.forbidden');
    expect(await balance(member)).toBe(0);
  });
});

// The last, since a quarter of an hour ends the sessions of the console.
test('money that comes after the order was closed is credited all the same', async () => {
  const member = await world.member(world.admin);
  const order = await world.order(member, 20_00);
  world.pass(16 * 60);
  expect((await resolveOrder(world.channels, order.id)).state).toBe('closed');
  world.peer.pay(world.tradeOf(order.id), { isForced: true });
  await eventually(async () => expect(await balance(member)).toBe(20_00));
});

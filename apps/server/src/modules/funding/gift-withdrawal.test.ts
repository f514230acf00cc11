import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, eventually } from '../../../test/world.ts';
import { findFundedWallet } from './funded-wallet.ts';
import { SYSTEM } from './funding.world.ts';
import { createGiftWorld, type GiftWorld } from './gift.world.ts';
import { spreadOver } from './withdrawal.ts';

let world: GiftWorld;
beforeAll(async () => {
  world = await createGiftWorld();
});
afterAll(() => world?.close());
beforeEach(() => world.calm());

describe('money back', () => {
  test('of an unused top-up is the paid sum, and the gift is withdrawn; the budget has it again', async () => {
    const giftOfferId = await world.offer({ frequency: 'once' });
    const member = await world.member(world.admin);
    await world.cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 50_00 });
    const topUpId = await world.topUp(member, 300_00);
    const { availableMinor, purse } = await member.client.funding.getWithdrawalTerms();
    expect(availableMinor).toBe(350_00);
    expect(purse.lots[0]).toMatchObject({ id: topUpId, toSource: true, wholeUntil: expect.any(String) });
    const whole = { amountMinor: 300_00, topUpId: topUpId as never, giftMinor: 100_00 }; // An order’s id is its top-up’s.
    const key = newId();
    expect(await member.client.funding.requestWithdrawal(whole, { key })).toMatchObject({ amountMinor: 300_00, giftMinor: 100_00 });
    await member.client.funding.requestWithdrawal(whole, { key });
    await eventually(async () => expect(await world.withdrawals(member)).toMatchObject([{ state: 'done', paidMinor: 300_00 }]));
    expect(await world.wallet(member)).toMatchObject({ balanceMinor: 50_00, heldMinor: 0 });
    expect(await world.read(giftOfferId)).toMatchObject({ givenMinor: 100_00, returnedMinor: 100_00 });
    expect(await codeOf(member.client.funding.requestWithdrawal(whole))).toBe('funding.not_whole');
    // Once is once.
    await world.topUp(member, 300_00);
    expect(await world.wallet(member)).toMatchObject({ balanceMinor: 350_00 });
  });

  test('after spending is 75 % of what is left, where 3 of 4 were paid', async () => {
    await world.offer();
    const member = await world.spender();
    const topUpId = await world.topUp(member, 300_00);
    await world.spend(member, 200_00);
    expect(await world.parts(member)).toMatchObject({ ownMinor: 150_00, giftMinor: 50_00, lots: [{ wholeUntil: null }] });
    const ask = (amountMinor: number, more: object = {}) => member.client.funding.requestWithdrawal({ amountMinor, ...more });
    expect(await codeOf(ask(150_01))).toBe('funding.insufficient');
    expect(await codeOf(ask(300_00, { topUpId }))).toBe('funding.not_whole');
    expect(await codeOf(ask(75_00, { giftMinor: 20_00 }))).toBe('funding.gift_changed');
    expect(await ask(75_00, { giftMinor: 25_00 })).toMatchObject({ giftMinor: 25_00 });
    await eventually(async () => expect(await world.wallet(member)).toMatchObject({ balanceMinor: 100_00, heldMinor: 0 }));
    expect(await world.parts(member)).toMatchObject({ ownMinor: 75_00, giftMinor: 25_00 });
    await ask(75_00);
    await eventually(async () => expect(await world.wallet(member)).toMatchObject({ balanceMinor: 0, heldMinor: 0 }));
  });

  test('what a shop gives back makes a top-up whole again', async () => {
    await world.offer();
    const member = await world.spender();
    await world.topUp(member, 300_00);
    const paymentId = await world.spend(member, 40_00);
    expect((await world.parts(member)).lots[0]).toMatchObject({ wholeUntil: null });
    await world.admin.client.payments.refund({ paymentId, amountMinor: 40_00 });
    expect((await world.parts(member)).lots[0]).toMatchObject({ wholeUntil: expect.any(String) });
  });

  test('that the channel refuses leaves the gift where it was', async () => {
    const giftOfferId = await world.offer();
    const member = await world.member(world.admin);
    await world.topUp(member, 300_00);
    world.peer.book.arm({ channel: 'wechat', place: 'refund', kind: 'refuse', times: 1 });
    await member.client.funding.requestWithdrawal({ amountMinor: 300_00, giftMinor: 100_00 });
    await eventually(async () => expect(await world.withdrawals(member)).toMatchObject([{ state: 'failed', paidMinor: 0 }]));
    expect(await world.wallet(member)).toMatchObject({ balanceMinor: 400_00, heldMinor: 0 });
    expect(await world.parts(member)).toMatchObject({ ownMinor: 300_00, giftMinor: 100_00 });
    expect(await world.read(giftOfferId)).toMatchObject({ returnedMinor: 0 });
    expect(await world.withdrawals(member)).toMatchObject([{ giftMinor: 0 }]);
  });

  test('at the counter in cash lapses the gift alike, and the books say what the offer has cost', async () => {
    const giftOfferId = await world.offer();
    const member = await world.member(world.admin);
    await world.cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 300_00 });
    const asked = { memberId: member.memberId, amountMinor: 60_00, way: 'cash' as const, reason: '退款', giftMinor: 20_00 };
    expect(await world.cashier.client.funding.createWithdrawal(asked)).toMatchObject({ state: 'done', giftMinor: 20_00 });
    expect(await world.wallet(member)).toMatchObject({ balanceMinor: 320_00 });
    expect(await world.read(giftOfferId)).toMatchObject({ givenMinor: 100_00, returnedMinor: 20_00 });
    const lots = await world.database.transaction(SYSTEM, {}, async (ctx) => {
      const found = await findFundedWallet(ctx, member.memberId);
      return found && (await import('../gifts/index.ts')).purseOf(ctx, member.memberId, found.account);
    });
    expect(lots?.lots).toMatchObject([{ ownMinor: 240_00, giftMinor: 80_00 }]);
  });
});

test('what is taken is laid over the parts to the fen', () => {
  const take = (own: number, gift: number) => ({ lotId: 'a', ownMinor: own as never, giftMinor: gift as never }); // Amounts.
  const spread = spreadOver([70 as never, 30 as never, 5 as never], [take(100, 33), take(5, 5)]); // Amounts.
  expect(spread).toMatchObject([[{ ownMinor: 70, giftMinor: 23 }], [{ ownMinor: 30, giftMinor: 10 }], [{ ownMinor: 5, giftMinor: 5 }]]);
});

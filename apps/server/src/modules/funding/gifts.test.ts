import { type Id, newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, eventually, type MemberPerson, type StaffPerson } from '../../../test/world.ts';
import { TRANSFER_CODES } from '../ledger/index.ts';
import { channelAccountOf } from '../payments/index.ts';
import { findFundedWallet } from './funded-wallet.ts';
import { SYSTEM } from './funding.world.ts';
import { createGiftWorld, type GiftWorld } from './gift.world.ts';

let world: GiftWorld;
beforeAll(async () => {
  world = await createGiftWorld();
});
afterAll(() => world?.close());
beforeEach(() => world.calm());

describe('a top-up with a gift', () => {
  test('is shown before, posted with it once, and stands in the history as a movement of its own', async () => {
    const giftOfferId = await world.offer();
    const member = await world.member(world.admin);
    const { offers: shown } = await member.client.funding.getTopUpTerms();
    expect(shown).toMatchObject([{ id: giftOfferId, terms: { kind: 'fixed', minMinor: 300_00, giftMinor: 100_00 } }]);
    world.peer.book.arm({ channel: 'wechat', place: 'notify', kind: 'duplicate', times: 1 });
    const orderId = await world.topUp(member, 300_00);
    await Promise.all([0, 1, 2].map(() => member.client.funding.checkTopUp({ orderId })));
    expect(await world.wallet(member)).toMatchObject({ balanceMinor: 400_00 });
    expect(await world.parts(member)).toMatchObject({ ownMinor: 300_00, giftMinor: 100_00, lots: [{ id: orderId, leftMinor: 400_00 }] });
    expect(await world.read(giftOfferId)).toMatchObject({ givenCount: 1, givenMinor: 100_00, returnedMinor: 0 });
    await world.settle();
    const { items } = await member.client.payments.listOwnPayments({});
    expect(items.map(({ kind, amountMinor, credential }) => [kind, amountMinor, credential]).sort()).toEqual([
      ['gift', 100_00, 'wechat'],
      ['top_up', 300_00, 'wechat'],
    ]);
    await eventually(async () =>
      expect((await member.client.notifications.listOwnNotices({})).items.map(({ kind }) => kind)).toContain('wallet.gifted'),
    );
  });

  test('at the counter too, in cash and by a bank card, and the cashier sees what was given', async () => {
    const giftOfferId = await world.offer();
    const member = await world.member(world.admin);
    const key = newId();
    const taken = await world.cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 300_00 }, { key });
    expect(taken).toMatchObject({ giftMinor: 100_00 });
    expect(await world.cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 300_00 }, { key })).toMatchObject({
      giftMinor: 100_00,
    });
    const slip = { memberId: member.memberId, amountMinor: 500_00, kind: 'bankCard' as const, reference: `S${newId()}` };
    expect(await world.cashier.client.funding.takeTopUp(slip)).toMatchObject({ giftMinor: 100_00, balanceMinor: 1_000_00 });
    expect((await world.finance.client.gifts.listGifts({ giftOfferId })).items).toMatchObject([
      { memberId: member.memberId, paidMinor: 500_00, giftMinor: 100_00 },
      { memberId: member.memberId, paidMinor: 300_00, giftMinor: 100_00 },
    ]);
  });

  test('is none below the least payment, beyond the budget, without room on the card, or before the start', async () => {
    const giftOfferId = await world.offer({ budgetMinor: 150_00 });
    await world.offer({ giftMinor: 200_00, isStarted: false });
    const [first, second, full] = [await world.member(world.admin), await world.member(world.admin), await world.member(world.admin)];
    await world.cashier.client.payments.topUp({ memberId: full.memberId, amountMinor: 299_99 });
    expect(await world.cashier.client.payments.topUp({ memberId: full.memberId, amountMinor: 4_650_00 })).toMatchObject({ giftMinor: 0 });
    expect(await world.cashier.client.payments.topUp({ memberId: first.memberId, amountMinor: 300_00 })).toMatchObject({ giftMinor: 100_00 });
    expect(await world.cashier.client.payments.topUp({ memberId: second.memberId, amountMinor: 300_00 })).toMatchObject({ giftMinor: 0 });
    expect(await world.read(giftOfferId)).toMatchObject({ givenMinor: 100_00 });
  });

  test('is given for what was ordered before the offer was stopped', async () => {
    const giftOfferId = await world.offer();
    const member = await world.member(world.admin);
    const order = await world.order(member, 300_00);
    world.pass(1);
    await world.finance.client.gifts.stopGiftOffer({ giftOfferId });
    world.peer.pay(world.tradeOf(order.id));
    await eventually(async () => expect(await world.wallet(member)).toMatchObject({ balanceMinor: 400_00 }));
    expect((await member.client.funding.getTopUpTerms()).offers).toEqual([]);
  });

  test('an offer that runs keeps its word: only its last day and its budget change', async () => {
    const giftOfferId = await world.offer();
    const terms = await world.termsOf(giftOfferId);
    const change = (changed: object) => world.finance.client.gifts.updateGiftOffer({ giftOfferId, ...terms, ...changed });
    expect(await codeOf(change({ frequency: 'once' }))).toBe('gifts.not_now');
    expect(await codeOf(change({ endsOn: '2019-12-31' }))).toBe('gifts.ends_before_it_begins');
    expect(await change({ endsOn: '2098-12-31', budgetMinor: 500_00 })).toMatchObject({ endsOn: '2098-12-31', budgetMinor: 500_00 });
    expect(await codeOf(world.checker.client.gifts.startGiftOffer({ giftOfferId, revision: 2 }))).toBe('gifts.not_now');
    expect(await codeOf(world.cashier.client.gifts.stopGiftOffer({ giftOfferId }))).toBe('request.forbidden');
    const other = await world.offer({ isStarted: false });
    expect(await codeOf(world.finance.client.gifts.updateGiftOffer({ giftOfferId: other, ...terms }))).toBe('gifts.name_taken');
  });
});

describe('an offer is let loose by two people', () => {
  const start = (who: StaffPerson, giftOfferId: Id<'giftOffer'>, revision: number) => who.client.gifts.startGiftOffer({ giftOfferId, revision });
  const rewrite = async (who: StaffPerson, giftOfferId: Id<'giftOffer'>, changed: object = {}) =>
    who.client.gifts.updateGiftOffer({ giftOfferId, ...(await world.termsOf(giftOfferId)), ...changed });

  test('whoever wrote it as it stands does not start it, also not again after a stop', async () => {
    const giftOfferId = await world.offer({ budgetMinor: 100_00, isStarted: false });
    expect(await world.read(giftOfferId)).toMatchObject({ isOwn: true, writtenByName: 'finance', startedByName: null });
    expect(await codeOf(start(world.finance, giftOfferId, 1))).toBe('gifts.needs_another_person');
    expect(await start(world.checker, giftOfferId, 1)).toMatchObject({ state: 'running', isOwn: false, startedByName: 'finance' });
    expect(await codeOf(rewrite(world.checker, giftOfferId, { budgetMinor: null }))).toBe('gifts.stop_first');
    expect(await codeOf(rewrite(world.checker, giftOfferId, { endsOn: '9999-12-31' }))).toBe('gifts.stop_first');
    await world.checker.client.gifts.stopGiftOffer({ giftOfferId });
    expect(await rewrite(world.checker, giftOfferId, { budgetMinor: null })).toMatchObject({ revision: 2, isOwn: true });
    expect(await codeOf(start(world.checker, giftOfferId, 2))).toBe('gifts.needs_another_person');
    expect(await start(world.finance, giftOfferId, 2)).toMatchObject({ state: 'running' });
  });

  test('nor does anybody start what was changed after they read it', async () => {
    const giftOfferId = await world.offer({ isStarted: false });
    await rewrite(world.finance, giftOfferId, { terms: { kind: 'fixed', minMinor: 1, giftMinor: 5_000_00 } });
    expect(await codeOf(start(world.checker, giftOfferId, 1))).toBe('gifts.rewritten');
    expect(await world.read(giftOfferId)).toMatchObject({ state: 'draft' });
  });

  test('one that was stopped keeps its word to whoever ordered before', async () => {
    const giftOfferId = await world.offer();
    const member = await world.member(world.admin);
    const order = await world.order(member, 300_00);
    world.pass(1);
    await world.finance.client.gifts.stopGiftOffer({ giftOfferId });
    expect(await codeOf(rewrite(world.finance, giftOfferId, { terms: { kind: 'fixed', minMinor: 300_00, giftMinor: 1 } }))).toBe('gifts.not_now');
    expect(await codeOf(rewrite(world.finance, giftOfferId, { endsOn: '2020-01-02' }))).toBe('gifts.not_now');
    world.peer.pay(world.tradeOf(order.id));
    await eventually(async () => expect(await world.wallet(member)).toMatchObject({ balanceMinor: 400_00 }));
  });
});

test('a top-up that is posted again, while an offer runs by now, draws on no budget', async () => {
  const member = await world.member(world.admin);
  const { postTopUp } = await import('../gifts/index.ts');
  const again = (id: string) =>
    world.database.transaction(SYSTEM, {}, async (ctx) => {
      const found = await findFundedWallet(ctx, member.memberId);
      if (!found) throw new Error('a member has a wallet');
      const debit = await channelAccountOf(ctx, 'cash');
      const money = { amountMinor: toMinor(300_00), ceilingMinor: toMinor(5_000_00), code: TRANSFER_CODES.topUp };
      const transfer = { id, debit, credit: found.account.id, ...money };
      return postTopUp(ctx, { transfer, memberId: member.memberId, memberKind: 'student', orderedAt: ctx.now, businessOn: '2099-01-01' });
    });
  const id = newId();
  expect(await again(id)).toMatchObject({ posted: { replayed: false }, giftMinor: 0 });
  const giftOfferId = await world.offer();
  expect(await again(id)).toMatchObject({ posted: { replayed: true }, giftMinor: 0 });
  expect(await world.read(giftOfferId)).toMatchObject({ givenCount: 0, givenMinor: 0 });
  expect(await world.wallet(member)).toMatchObject({ balanceMinor: 300_00 });
});

describe('four top-ups of one member at once', () => {
  test('bring a gift that is given once exactly once, and a budget for two gifts exactly two', async () => {
    await world.offer({ frequency: 'once' });
    const member = await world.member(world.admin);
    const pay = (who: MemberPerson) => world.cashier.client.payments.topUp({ memberId: who.memberId, amountMinor: 300_00 });
    const gifts = await Promise.all([0, 1, 2, 3].map(() => pay(member)));
    expect(gifts.map(({ giftMinor }) => giftMinor).sort()).toEqual([0, 0, 0, 100_00]);
    const small = await world.offer({ budgetMinor: 250_00, giftMinor: 120_00 });
    const people = await Promise.all([0, 1, 2, 3].map(() => world.member(world.admin)));
    await Promise.all(people.map(pay));
    expect(await world.read(small)).toMatchObject({ givenCount: 2, givenMinor: 240_00 });
  });
});

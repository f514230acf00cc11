import { newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, eventually, type MemberPerson, type StaffPerson, type TillDevice } from '../../../test/world.ts';
import { TRANSFER_CODES } from '../ledger/index.ts';
import { channelAccountOf } from '../payments/index.ts';
import { findFundedWallet } from './funded-wallet.ts';
import { createFundingWorld, type FundingWorld, SYSTEM } from './funding.world.ts';
import { spreadOver } from './withdrawal.ts';

let world: FundingWorld;
let cashier: StaffPerson;
let finance: StaffPerson;
/** Starts what `finance` wrote. */
let checker: StaffPerson;
let till: TillDevice;
beforeAll(async () => {
  world = await createFundingWorld();
  cashier = await world.staff('cashier');
  finance = await world.staff('finance');
  checker = await world.staff('finance');
  till = await world.till(world.admin);
});
afterAll(() => world?.close());
beforeEach(async () => {
  world.peer.book.disarm();
  const { items } = await finance.client.gifts.listGiftOffers({ state: 'running' });
  for (const { id: giftOfferId } of items) await finance.client.gifts.stopGiftOffer({ giftOfferId });
});

let offers = 0;
type Terms = { minMinor?: number; giftMinor?: number; frequency?: 'once' | 'each'; budgetMinor?: number | null; isStarted?: boolean };
async function offer({ minMinor = 300_00, giftMinor = 100_00, frequency = 'each', budgetMinor = null, isStarted = true }: Terms = {}) {
  offers += 1;
  const made = await finance.client.gifts.createGiftOffer(
    {
      name: { zh: `充${minMinor}送${giftMinor} ${offers}`, en: `Pay ${minMinor} get ${giftMinor} ${offers}` },
      terms: { kind: 'fixed', minMinor, giftMinor },
      beginsOn: '2020-01-01',
      endsOn: '2099-12-31',
      memberKinds: [],
      frequency,
      budgetMinor,
    },
    { key: newId() },
  );
  if (isStarted) await checker.client.gifts.startGiftOffer({ giftOfferId: made.id, revision: made.revision });
  return made.id;
}
const read = (giftOfferId: Awaited<ReturnType<typeof offer>>) => finance.client.gifts.getGiftOffer({ giftOfferId });
async function termsOf(giftOfferId: Awaited<ReturnType<typeof offer>>) {
  const { name, terms, beginsOn, endsOn, memberKinds, frequency, budgetMinor } = await read(giftOfferId);
  return { name, terms, beginsOn, endsOn, memberKinds, frequency, budgetMinor };
}
const wallet = (member: MemberPerson) => member.client.wallets.getOwnWallet();
const parts = (member: MemberPerson) => member.client.gifts.getOwnPurseParts();
const withdrawals = async (member: MemberPerson) => (await member.client.funding.listOwnWithdrawals({})).items;

async function topUp(member: MemberPerson, amountMinor: number) {
  const order = await world.order(member, amountMinor);
  world.peer.pay(world.tradeOf(order.id));
  await eventually(async () => expect((await member.client.funding.checkTopUp({ orderId: order.id })).state).toBe('paid'));
  return order.id;
}

async function spend(member: MemberPerson, amountMinor: number) {
  const paymentId = newId<'payment'>();
  const credential = { kind: 'code' as const, code: await world.payCode(member) };
  const charged = await till.client.payments.charge({ amountMinor, credential, pin: '739182' }, { key: paymentId });
  expect(charged.outcome).toBe('approved');
  return paymentId;
}

async function spender() {
  const member = await world.member(world.admin);
  await member.client.wallets.setOwnPin({ pin: '739182' });
  return member;
}

describe('a top-up with a gift', () => {
  test('is shown before, posted with it once, and stands in the history as a movement of its own', async () => {
    const giftOfferId = await offer();
    const member = await world.member(world.admin);
    const { offers: shown } = await member.client.funding.getTopUpTerms();
    expect(shown).toMatchObject([{ id: giftOfferId, terms: { kind: 'fixed', minMinor: 300_00, giftMinor: 100_00 } }]);
    world.peer.book.arm({ channel: 'wechat', place: 'notify', kind: 'duplicate', times: 1 });
    const orderId = await topUp(member, 300_00);
    await Promise.all([0, 1, 2].map(() => member.client.funding.checkTopUp({ orderId })));
    expect(await wallet(member)).toMatchObject({ balanceMinor: 400_00 });
    expect(await parts(member)).toMatchObject({ ownMinor: 300_00, giftMinor: 100_00, lots: [{ id: orderId, leftMinor: 400_00 }] });
    expect(await read(giftOfferId)).toMatchObject({ givenCount: 1, givenMinor: 100_00, returnedMinor: 0 });
    await world.settle();
    const { items } = await member.client.payments.listOwnPayments({});
    expect(items.map(({ kind, amountMinor }) => [kind, amountMinor]).sort()).toEqual([
      ['gift', 100_00],
      ['top_up', 300_00],
    ]);
    await eventually(async () =>
      expect((await member.client.notifications.listOwnNotices({})).items.map(({ kind }) => kind)).toContain('wallet.gifted'),
    );
  });

  test('at the counter too, in cash and by a bank card, and the cashier sees what was given', async () => {
    const giftOfferId = await offer();
    const member = await world.member(world.admin);
    const key = newId();
    const taken = await cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 300_00 }, { key });
    expect(taken).toMatchObject({ giftMinor: 100_00 });
    expect(await cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 300_00 }, { key })).toMatchObject({ giftMinor: 100_00 });
    const slip = { memberId: member.memberId, amountMinor: 500_00, kind: 'bankCard' as const, reference: `S${newId()}` };
    expect(await cashier.client.funding.takeTopUp(slip)).toMatchObject({ giftMinor: 100_00, balanceMinor: 1_000_00 });
    expect((await finance.client.gifts.listGifts({ giftOfferId })).items).toMatchObject([
      { memberId: member.memberId, paidMinor: 500_00, giftMinor: 100_00 },
      { memberId: member.memberId, paidMinor: 300_00, giftMinor: 100_00 },
    ]);
  });

  test('is none below the least payment, beyond the budget, without room on the card, or before the start', async () => {
    const giftOfferId = await offer({ budgetMinor: 150_00 });
    await offer({ giftMinor: 200_00, isStarted: false });
    const [first, second, full] = [await world.member(world.admin), await world.member(world.admin), await world.member(world.admin)];
    await cashier.client.payments.topUp({ memberId: full.memberId, amountMinor: 299_99 });
    expect(await cashier.client.payments.topUp({ memberId: full.memberId, amountMinor: 4_650_00 })).toMatchObject({ giftMinor: 0 });
    expect(await cashier.client.payments.topUp({ memberId: first.memberId, amountMinor: 300_00 })).toMatchObject({ giftMinor: 100_00 });
    expect(await cashier.client.payments.topUp({ memberId: second.memberId, amountMinor: 300_00 })).toMatchObject({ giftMinor: 0 });
    expect(await read(giftOfferId)).toMatchObject({ givenMinor: 100_00 });
  });

  test('is given for what was ordered before the offer was stopped', async () => {
    const giftOfferId = await offer();
    const member = await world.member(world.admin);
    const order = await world.order(member, 300_00);
    world.pass(1);
    await finance.client.gifts.stopGiftOffer({ giftOfferId });
    world.peer.pay(world.tradeOf(order.id));
    await eventually(async () => expect(await wallet(member)).toMatchObject({ balanceMinor: 400_00 }));
    expect((await member.client.funding.getTopUpTerms()).offers).toEqual([]);
  });

  test('an offer that runs keeps its word: only its last day and its budget change', async () => {
    const giftOfferId = await offer();
    const terms = await termsOf(giftOfferId);
    const change = (changed: object) => finance.client.gifts.updateGiftOffer({ giftOfferId, ...terms, ...changed });
    expect(await codeOf(change({ frequency: 'once' }))).toBe('gifts.not_now');
    expect(await codeOf(change({ endsOn: '2019-12-31' }))).toBe('gifts.ends_before_it_begins');
    expect(await change({ endsOn: '2098-12-31', budgetMinor: 500_00 })).toMatchObject({ endsOn: '2098-12-31', budgetMinor: 500_00 });
    expect(await codeOf(checker.client.gifts.startGiftOffer({ giftOfferId, revision: 2 }))).toBe('gifts.not_now');
    expect(await codeOf(cashier.client.gifts.stopGiftOffer({ giftOfferId }))).toBe('request.forbidden');
    const other = await offer({ isStarted: false });
    expect(await codeOf(finance.client.gifts.updateGiftOffer({ giftOfferId: other, ...terms }))).toBe('gifts.name_taken');
  });
});

describe('an offer is let loose by two people', () => {
  const start = (who: StaffPerson, giftOfferId: Awaited<ReturnType<typeof offer>>, revision: number) =>
    who.client.gifts.startGiftOffer({ giftOfferId, revision });
  const rewrite = async (who: StaffPerson, giftOfferId: Awaited<ReturnType<typeof offer>>, changed: object = {}) =>
    who.client.gifts.updateGiftOffer({ giftOfferId, ...(await termsOf(giftOfferId)), ...changed });

  test('whoever wrote it as it stands does not start it, also not again after a stop', async () => {
    const giftOfferId = await offer({ budgetMinor: 100_00, isStarted: false });
    expect(await read(giftOfferId)).toMatchObject({ isOwn: true, writtenByName: 'finance', startedByName: null });
    expect(await codeOf(start(finance, giftOfferId, 1))).toBe('gifts.needs_another_person');
    expect(await start(checker, giftOfferId, 1)).toMatchObject({ state: 'running', isOwn: false, startedByName: 'finance' });
    expect(await codeOf(rewrite(checker, giftOfferId, { budgetMinor: null }))).toBe('gifts.stop_first');
    expect(await codeOf(rewrite(checker, giftOfferId, { endsOn: '9999-12-31' }))).toBe('gifts.stop_first');
    await checker.client.gifts.stopGiftOffer({ giftOfferId });
    expect(await rewrite(checker, giftOfferId, { budgetMinor: null })).toMatchObject({ revision: 2, isOwn: true });
    expect(await codeOf(start(checker, giftOfferId, 2))).toBe('gifts.needs_another_person');
    expect(await start(finance, giftOfferId, 2)).toMatchObject({ state: 'running' });
  });

  test('nor does anybody start what was changed after they read it', async () => {
    const giftOfferId = await offer({ isStarted: false });
    await rewrite(finance, giftOfferId, { terms: { kind: 'fixed', minMinor: 1, giftMinor: 5_000_00 } });
    expect(await codeOf(start(checker, giftOfferId, 1))).toBe('gifts.rewritten');
    expect(await read(giftOfferId)).toMatchObject({ state: 'draft' });
  });

  test('the table refuses one person too', async () => {
    const giftOfferId = await offer({ isStarted: false });
    const { updateOffer } = await import('../gifts/queries.ts');
    const alone = { state: 'running', started_by: finance.staffId, started_by_name: 'finance' } as const;
    await expect(world.database.transaction(SYSTEM, {}, (ctx) => updateOffer(ctx, giftOfferId, alone))).rejects.toThrow('offer_two_people');
  });

  test('one that was stopped keeps its word to whoever ordered before', async () => {
    const giftOfferId = await offer();
    const member = await world.member(world.admin);
    const order = await world.order(member, 300_00);
    world.pass(1);
    await finance.client.gifts.stopGiftOffer({ giftOfferId });
    expect(await codeOf(rewrite(finance, giftOfferId, { terms: { kind: 'fixed', minMinor: 300_00, giftMinor: 1 } }))).toBe('gifts.not_now');
    expect(await codeOf(rewrite(finance, giftOfferId, { endsOn: '2020-01-02' }))).toBe('gifts.not_now');
    world.peer.pay(world.tradeOf(order.id));
    await eventually(async () => expect(await wallet(member)).toMatchObject({ balanceMinor: 400_00 }));
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
  const giftOfferId = await offer();
  expect(await again(id)).toMatchObject({ posted: { replayed: true }, giftMinor: 0 });
  expect(await read(giftOfferId)).toMatchObject({ givenCount: 0, givenMinor: 0 });
  expect(await wallet(member)).toMatchObject({ balanceMinor: 300_00 });
});

describe('four top-ups of one member at once', () => {
  test('bring a gift that is given once exactly once, and a budget for two gifts exactly two', async () => {
    await offer({ frequency: 'once' });
    const member = await world.member(world.admin);
    const pay = (who: MemberPerson) => cashier.client.payments.topUp({ memberId: who.memberId, amountMinor: 300_00 });
    const gifts = await Promise.all([0, 1, 2, 3].map(() => pay(member)));
    expect(gifts.map(({ giftMinor }) => giftMinor).sort()).toEqual([0, 0, 0, 100_00]);
    const small = await offer({ budgetMinor: 250_00, giftMinor: 120_00 });
    const people = await Promise.all([0, 1, 2, 3].map(() => world.member(world.admin)));
    await Promise.all(people.map(pay));
    expect(await read(small)).toMatchObject({ givenCount: 2, givenMinor: 240_00 });
  });

  test('the control: two that look before either is done would both be given', async () => {
    await offer({ frequency: 'once' });
    const member = await world.member(world.admin);
    const { openOffers } = await import('../gifts/post-top-up.ts');
    const look = () =>
      world.database.transaction(SYSTEM, {}, (ctx) => openOffers(ctx, { memberId: member.memberId, memberKind: 'student', at: ctx.now }));
    const both = await Promise.all([look(), look()]);
    expect(both.map((open) => open.length)).toEqual([1, 1]);
  });
});

describe('money back', () => {
  test('of an unused top-up is the paid sum, and the gift is withdrawn; the budget has it again', async () => {
    const giftOfferId = await offer({ frequency: 'once' });
    const member = await world.member(world.admin);
    await cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 50_00 });
    const topUpId = await topUp(member, 300_00);
    const { availableMinor, purse } = await member.client.funding.getWithdrawalTerms();
    expect(availableMinor).toBe(350_00);
    expect(purse.lots[0]).toMatchObject({ id: topUpId, toSource: true, wholeUntil: expect.any(String) });
    const whole = { amountMinor: 300_00, topUpId: topUpId as never, giftMinor: 100_00 }; // An order’s id is its top-up’s.
    const key = newId();
    expect(await member.client.funding.requestWithdrawal(whole, { key })).toMatchObject({ amountMinor: 300_00, giftMinor: 100_00 });
    await member.client.funding.requestWithdrawal(whole, { key });
    await eventually(async () => expect(await withdrawals(member)).toMatchObject([{ state: 'done', paidMinor: 300_00 }]));
    expect(await wallet(member)).toMatchObject({ balanceMinor: 50_00, heldMinor: 0 });
    expect(await read(giftOfferId)).toMatchObject({ givenMinor: 100_00, returnedMinor: 100_00 });
    expect(await codeOf(member.client.funding.requestWithdrawal(whole))).toBe('funding.not_whole');
    // Once is once.
    await topUp(member, 300_00);
    expect(await wallet(member)).toMatchObject({ balanceMinor: 350_00 });
  });

  test('after spending is 75 % of what is left, where 3 of 4 were paid', async () => {
    await offer();
    const member = await spender();
    const topUpId = await topUp(member, 300_00);
    await spend(member, 200_00);
    expect(await parts(member)).toMatchObject({ ownMinor: 150_00, giftMinor: 50_00, lots: [{ wholeUntil: null }] });
    const ask = (amountMinor: number, more: object = {}) => member.client.funding.requestWithdrawal({ amountMinor, ...more });
    expect(await codeOf(ask(150_01))).toBe('funding.insufficient');
    expect(await codeOf(ask(300_00, { topUpId }))).toBe('funding.not_whole');
    expect(await codeOf(ask(75_00, { giftMinor: 20_00 }))).toBe('funding.gift_changed');
    expect(await ask(75_00, { giftMinor: 25_00 })).toMatchObject({ giftMinor: 25_00 });
    await eventually(async () => expect(await wallet(member)).toMatchObject({ balanceMinor: 100_00, heldMinor: 0 }));
    expect(await parts(member)).toMatchObject({ ownMinor: 75_00, giftMinor: 25_00 });
    await ask(75_00);
    await eventually(async () => expect(await wallet(member)).toMatchObject({ balanceMinor: 0, heldMinor: 0 }));
  });

  test('what a shop gives back makes a top-up whole again', async () => {
    await offer();
    const member = await spender();
    await topUp(member, 300_00);
    const paymentId = await spend(member, 40_00);
    expect((await parts(member)).lots[0]).toMatchObject({ wholeUntil: null });
    await world.admin.client.payments.refund({ paymentId, amountMinor: 40_00 });
    expect((await parts(member)).lots[0]).toMatchObject({ wholeUntil: expect.any(String) });
  });

  test('that the channel refuses leaves the gift where it was', async () => {
    const giftOfferId = await offer();
    const member = await world.member(world.admin);
    await topUp(member, 300_00);
    world.peer.book.arm({ channel: 'wechat', place: 'refund', kind: 'refuse', times: 1 });
    await member.client.funding.requestWithdrawal({ amountMinor: 300_00, giftMinor: 100_00 });
    await eventually(async () => expect(await withdrawals(member)).toMatchObject([{ state: 'failed', paidMinor: 0 }]));
    expect(await wallet(member)).toMatchObject({ balanceMinor: 400_00, heldMinor: 0 });
    expect(await parts(member)).toMatchObject({ ownMinor: 300_00, giftMinor: 100_00 });
    expect(await read(giftOfferId)).toMatchObject({ returnedMinor: 0 });
    expect(await withdrawals(member)).toMatchObject([{ giftMinor: 0 }]);
  });

  test('at the counter in cash lapses the gift alike, and the books say what the offer has cost', async () => {
    const giftOfferId = await offer();
    const member = await world.member(world.admin);
    await cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 300_00 });
    const asked = { memberId: member.memberId, amountMinor: 60_00, way: 'cash' as const, reason: '退款', giftMinor: 20_00 };
    expect(await cashier.client.funding.createWithdrawal(asked)).toMatchObject({ state: 'done', giftMinor: 20_00 });
    expect(await wallet(member)).toMatchObject({ balanceMinor: 320_00 });
    expect(await read(giftOfferId)).toMatchObject({ givenMinor: 100_00, returnedMinor: 20_00 });
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

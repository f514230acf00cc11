import { type Id, newId } from '@tessera/kernel';
import { expect } from 'vitest';
import { eventually, type MemberPerson, type StaffPerson } from '../../../test/world.ts';
import { createFundingWorld, type FundingWorld } from './funding.world.ts';

export type GiftWorld = Awaited<ReturnType<typeof createGiftWorld>>;
type Terms = { minMinor?: number; giftMinor?: number; frequency?: 'once' | 'each'; budgetMinor?: number | null; isStarted?: boolean };

/** The world of funding with a cashier, a till, and the two people of finance that an offer takes. */
export async function createGiftWorld() {
  const world = await createFundingWorld();
  const cashier = await world.staff('cashier');
  const finance = await world.staff('finance');
  /** Starts what `finance` wrote. */
  const checker = await world.staff('finance');
  return {
    ...world,
    cashier,
    finance,
    checker,
    ...offersOf(finance, checker),
    ...(await spendingOf(world)),
    wallet: (member: MemberPerson) => member.client.wallets.getOwnWallet(),
    parts: (member: MemberPerson) => member.client.gifts.getOwnPurseParts(),
    withdrawals: async (member: MemberPerson) => (await member.client.funding.listOwnWithdrawals({})).items,
    /** No offer runs, and the channels do as they should. */
    calm: async () => {
      world.peer.book.disarm();
      const { items } = await finance.client.gifts.listGiftOffers({ state: 'running' });
      for (const { id: giftOfferId } of items) await finance.client.gifts.stopGiftOffer({ giftOfferId });
    },
  };
}

function offersOf(finance: StaffPerson, checker: StaffPerson) {
  let offers = 0;
  const offer = async ({ minMinor = 300_00, giftMinor = 100_00, frequency = 'each', budgetMinor = null, isStarted = true }: Terms = {}) => {
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
  };
  const read = (giftOfferId: Id<'giftOffer'>) => finance.client.gifts.getGiftOffer({ giftOfferId });
  const termsOf = async (giftOfferId: Id<'giftOffer'>) => {
    const { name, terms, beginsOn, endsOn, memberKinds, frequency, budgetMinor } = await read(giftOfferId);
    return { name, terms, beginsOn, endsOn, memberKinds, frequency, budgetMinor };
  };
  return { offer, read, termsOf };
}

async function spendingOf(world: FundingWorld) {
  const till = await world.till(world.admin);
  const topUp = async (member: MemberPerson, amountMinor: number) => {
    const order = await world.order(member, amountMinor);
    world.peer.pay(world.tradeOf(order.id));
    await eventually(async () => expect((await member.client.funding.checkTopUp({ orderId: order.id })).state).toBe('paid'));
    return order.id;
  };
  const spend = async (member: MemberPerson, amountMinor: number) => {
    const paymentId = newId<'payment'>();
    const credential = { kind: 'code' as const, code: await world.payCode(member) };
    const charged = await till.client.payments.charge({ amountMinor, credential, pin: '739182' }, { key: paymentId });
    expect(charged.outcome).toBe('approved');
    return paymentId;
  };
  const spender = async () => {
    const member = await world.member(world.admin);
    await member.client.wallets.setOwnPin({ pin: '739182' });
    return member;
  };
  return { topUp, spend, spender };
}

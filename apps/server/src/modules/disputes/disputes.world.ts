import type { Id } from '@tessera/kernel';
import { createWorld, type MemberPerson } from '../../../test/world.ts';

export const DAY_SECONDS = 24 * 60 * 60;

type Claim = Parameters<MemberPerson['client']['disputes']['openOwnDispute']>[0];

export const cash = async (member: MemberPerson) => (await member.client.wallets.getOwnWallet()).balanceMinor;
export const open = (member: MemberPerson, claim: Partial<Claim> = {}) =>
  member.client.disputes.openOwnDispute({ kind: 'charged_twice', text: '同一份饭扣了两次', ...claim });

export type DisputesWorld = Awaited<ReturnType<typeof createDisputesWorld>>;

/** The whole server with a shop, its manager and a till, and the staff who work on cases. */
export async function createDisputesWorld() {
  const world = await createWorld();
  const admin = await world.staff('administrator');
  const [desk, finance] = [await world.staff('customerService'), await world.staff('finance')];
  const till = await world.till(admin);
  const manager = await world.staff('merchantManager', till.merchantId);
  async function pay(member: MemberPerson, amountMinor: number): Promise<Id<'payment'>> {
    const answer = await till.client.payments.charge({ amountMinor, credential: { kind: 'member', memberNumber: member.memberNumber } });
    if (answer.outcome !== 'approved') throw new Error(answer.reason);
    await world.settle();
    return answer.key;
  }
  return {
    ...world,
    admin,
    desk,
    finance,
    manager,
    till,
    person: () => world.member(admin, { balanceMinor: 10_000 }),
    pay,
    opened: async (member: MemberPerson, amountMinor = 1_000, claim: Partial<Claim> = {}) => {
      const paymentId = await pay(member, amountMinor);
      return { ...(await open(member, { paymentId, ...claim })), paymentId };
    },
  };
}

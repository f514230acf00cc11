import { newId, toMinor } from '@tessera/kernel';
import { eventually, type MemberPerson, type Person, type TillDevice } from '../world.ts';
import type { Crop, Side } from './ground.ts';

const AMOUNTS = { a: 5_171, b: 6_197 };
const SPENT = { a: 1_709, b: 1_907 };

/** A subsidy of a member, and a sale paid with it, on whose receipt its name stands; the round of it is the operator's. */
export async function plantSubsidy({ admin, side }: { admin: Person; side: Side }, at: { holder: MemberPerson; till: TillDevice }): Promise<Crop> {
  const { holder, till } = at;
  const name = { zh: `subsidy-${side}-nishapur`, en: `subsidy-${side}-tabriz` };
  const scope = { everywhere: false, merchantIds: [], categories: ['canteen' as const] };
  const terms = { name, scope, expiry: { kind: 'never' as const }, budgetMinor: null };
  const programme = await admin.client.subsidies.createProgramme(terms, { key: newId() });
  const reason = `given-${side}-isfahan`;
  const asked = { programmeId: programme.id, memberId: holder.memberId, amountMinor: toMinor(AMOUNTS[side]), reason };
  const round = await admin.client.subsidies.grantToMember(asked, { key: newId() });
  const [allotment] = (await admin.client.subsidies.listAllotments({ roundId: round.id })).items;
  const purse = await eventually(async () => {
    const [found] = (await holder.client.subsidies.listOwnPurses()).purses;
    if (!found) throw new Error('the member has no purse yet');
    return found;
  });
  const credential = { kind: 'member' as const, memberNumber: holder.memberNumber };
  const sale = await till.client.payments.charge({ amountMinor: toMinor(SPENT[side]), credential }, { key: newId() });
  if (sale.outcome !== 'approved') throw new Error('the sale was declined');
  return {
    nouns: [
      ['programmeId', 'member', programme.id],
      ['purseId', 'member', purse.id],
      ['paymentId', 'sale', sale.key],
      ['roundId', 'house', round.id],
      // Also the number of the payment that its holder sees in the history.
      ['allotmentId', 'member', allotment?.id ?? ''],
    ],
    marks: [
      ['sale', name.zh],
      ['sale', name.en],
      ['house', reason],
    ],
  };
}

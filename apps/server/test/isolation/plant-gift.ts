import { newId } from '@tessera/kernel';
import type { MemberPerson, Person } from '../world.ts';
import type { Crop, Side } from './ground.ts';

/** An offer of the operator, and the top-up by which the member has any money. */
export async function plantGift({ admin, side }: { admin: Person; side: Side }, holder: MemberPerson): Promise<Crop> {
  const name = { zh: `gift-${side}-ctesiphon`, en: `gift-${side}-palmyrene` };
  const terms = { kind: 'fixed' as const, minMinor: 90_000, giftMinor: 1 };
  const days = { beginsOn: '2020-01-01', endsOn: '2099-12-31' };
  const offer = await admin.client.gifts.createGiftOffer(
    { name, terms, ...days, memberKinds: [], frequency: 'each', budgetMinor: null },
    { key: newId() },
  );
  const [lot] = (await holder.client.gifts.getOwnPurseParts()).lots;
  return {
    nouns: [
      ['giftOfferId', 'house', offer.id],
      ['topUpId', 'member', lot?.id ?? ''],
    ],
    marks: [
      ['house', name.zh],
      ['house', name.en],
    ],
  };
}

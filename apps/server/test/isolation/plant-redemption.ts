import { type Id, newId } from '@tessera/kernel';
import { fileOf, pictureBytes } from '../pictures.ts';
import type { MemberPerson, Person, TillDevice } from '../world.ts';
import type { Crop, Side } from './ground.ts';

type At = { holder: MemberPerson; till: TillDevice; itemId: Id<'item'>; programmeId: Id<'pointsProgramme'> };
const PRICE = { points: 30, money: 30_00 };

/** What a member redeemed at a shop: a voucher that waits, and another that was taken with a photo and came back. */
export async function plantRedemption({ admin, side }: { admin: Person; side: Side }, at: At): Promise<Crop> {
  const { holder, till, itemId } = at;
  const item = await admin.client.catalogue.getItem({ itemId });
  if (item.state === 'waiting') await admin.client.catalogue.approveItem({ itemId, revision: item.revision });
  const note = `plate-${side}-bactra`;
  const book = (points: number) => {
    const cashMinor = (PRICE.money * (PRICE.points - points)) / PRICE.points;
    const asked = { itemId, parts: [{ programmeId: at.programmeId, points }], cashMinor, note };
    return holder.client.redemptions.bookRedemption(asked, { key: newId() });
  };
  const [kept, taken] = [await book(PRICE.points), await book(PRICE.points - 6)];
  const photo = await till.client.redemptions.addTillPhoto({ file: fileOf(pictureBytes('png')) }, { key: newId() });
  await till.client.redemptions.addTillPhoto({ file: fileOf(pictureBytes('jpeg')) }, { key: newId() });
  await till.client.redemptions.takeVoucher({ voucherCode: taken.voucherCode ?? '', photoIds: [photo.id] }, { key: newId() });
  const reason = `sorry-${side}-bactra`;
  await admin.client.redemptions.returnRedemption({ redemptionId: taken.id, quantity: 1, reason }, { key: newId() });
  return {
    nouns: [
      ['redemptionId', 'deal', kept.id],
      ['redemptionPhotoId', 'till', photo.id],
    ],
    marks: [
      ['deal', note],
      ['deal', reason],
    ],
  };
}

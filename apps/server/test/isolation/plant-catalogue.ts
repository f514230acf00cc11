import { newId } from '@tessera/kernel';
import { fileOf, pictureBytes } from '../pictures.ts';
import type { Person, TillDevice } from '../world.ts';
import type { Crop, Side } from './ground.ts';

const AGREED = { a: 8_317_01, b: 8_471_03 };

/** What a merchant offers, which every member may read; what it is paid for it, and what came and went, are its inside. */
export async function plantCatalogue(
  { admin, manager, side }: { admin: Person; manager: Person; side: Side },
  { merchantId }: Pick<TillDevice, 'merchantId'>,
): Promise<Crop> {
  const { catalogue } = admin.client;
  const [category] = (await catalogue.listCategories()).items;
  const name = `item-${side}-kashgar`;
  const reason = `counted-${side}-kashgar`;
  const fields = { kind: 'service' as const, description: `words-${side}-kashgar`, needsPhoto: false, needsBooking: false };
  const item = await catalogue.createItem(
    { merchantId, categoryId: category?.id ?? newId(), name, ...fields, moneyPriceMinor: 30_00, pointsPrice: 30 },
    { key: newId() },
  );
  const itemId = item.id;
  await catalogue.correctStock({ itemId, stock: 100, reason }, { key: newId() });
  const { photoIds } = await catalogue.addItemPhoto({ itemId, file: fileOf(pictureBytes('png')) }, { key: newId() });
  const price = await catalogue.proposeAgreedPrice({ itemId, agreedMinor: AGREED[side] }, { key: newId() });
  await manager.client.catalogue.acceptAgreedPrice({ agreedPriceId: price.id });
  await catalogue.putItemOnShelf({ itemId });
  return {
    nouns: [
      ['itemId', 'sign', itemId],
      ['itemPhotoId', 'sign', photoIds[0] ?? ''],
      ['agreedPriceId', 'shop', price.id],
    ],
    marks: [
      ['sign', name],
      ['sign', `words-${side}-kashgar`],
      ['shop', reason],
      ['shop', AGREED[side]],
    ],
  };
}

import { newId } from '@tessera/kernel';
import type { Person } from '../world.ts';
import type { Crop, Side } from './ground.ts';

const UIDS = { a: 'A11CE001', b: 'A11CE002' };
const TOP_UPS = { a: 6_361, b: 7_873 };

/** A card without a name, which the operator has handed out. */
export async function plantAnonymousCard({ admin, side }: { admin: Person; side: Side }): Promise<Crop> {
  const sold = await admin.client.anonymouscards.sellAnonymousCard(
    { uid: UIDS[side], depositMinor: 2_000, topUpMinor: TOP_UPS[side] },
    { key: newId() },
  );
  return {
    nouns: [['anonymousCardId', 'house', sold.id]],
    marks: [
      ['house', sold.memberId],
      ['house', sold.memberNumber],
      ['house', TOP_UPS[side]],
    ],
  };
}

import type { MemberPerson, Person, TillDevice } from '../world.ts';
import type { Crop, Side } from './ground.ts';

const FACE = { a: 7_351, b: 8_461 };
const WAITING = { a: 9_173, b: 9_283 };

/** A kind that is not sold any more, one card of it in a member's wallet, and one that nobody has taken. */
export async function plantGiftCard({ admin, side }: { admin: Person; side: Side }, at: { holder: MemberPerson; till: TillDevice }): Promise<Crop> {
  const { holder, till } = at;
  const terms = {
    name: { zh: `gift-card-${side}-tabriz`, en: `gift-card-${side}-qom` },
    amounts: { kind: 'fixed' as const, amountsMinor: [FACE[side], WAITING[side]] },
    priceBps: 10_000,
    validDays: 300,
    scope: { everywhere: false, merchantIds: [till.merchantId], categories: [] },
  };
  const kind = await admin.client.giftcards.createGiftCardKind(terms);
  const sell = (faceMinor: number, note: string) =>
    admin.client.giftcards.sellGiftCard({
      kindId: kind.id,
      faceMinor,
      priceMinor: faceMinor,
      senderName: `${note}-from`,
      recipientName: `${note}-to`,
      message: `${note}-words`,
    });
  const taken = await sell(FACE[side], `gift-taken-${side}`);
  await holder.client.giftcards.takeGiftCard({ code: taken.code });
  const waiting = await sell(WAITING[side], `gift-waiting-${side}`);
  await admin.client.giftcards.updateGiftCardKind({ ...terms, kindId: kind.id, status: 'closed' });
  return {
    nouns: [
      ['kindId', 'house', kind.id],
      ['giftCardId', 'member', taken.card.id],
      ['giftCardId', 'house', waiting.card.id],
    ],
    marks: [
      ['member', `gift-taken-${side}-words`],
      ['member', taken.card.tail],
      ['house', `gift-waiting-${side}-words`],
      ['house', WAITING[side]],
    ],
  };
}

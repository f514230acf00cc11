import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { makeVoid } from './card.ts';
import { orderNumber } from './card-order.ts';
import { forgetEmergencyCode } from './emergency-queries.ts';
import { forgetDocuments } from './identity-check-queries.ts';
import { lockedCard } from './locked-card.ts';
import { type OrderRow, selectOrders, updateOrder } from './order-queries.ts';
import { selectCards, updateCard } from './queries.ts';
import { saveCard } from './save-card.ts';
import { SEED_PURPOSE, UID_PURPOSE } from './virtual-credential.ts';

const CARDS_MAX = 1_000;
/** What stands in a sealed field whose content is gone. */
const GONE = 'forgotten';

export function createCardsPersonal(secrets: SecretBox): PersonalRecords {
  return {
    module: 'cards',
    covers: {
      'cards.card.member_id': 'exported; stays, void, with its number forgotten',
      'cards.card_order.member_id': 'exported; stays, for the fee that was paid, with the new card’s number forgotten',
      'cards.identity_check.member_id': 'stays, without what was looked at: who was let do what, and by whom, is the operator’s duty to know',
      'cards.emergency_code.member_id': 'forgotten',
    },
    parts: [
      {
        name: 'cards',
        title: { zh: '卡片', en: 'Your cards' },
        read: async (ctx, { memberId }) => wholePage(await selectCards(ctx, { memberId, limit: CARDS_MAX })),
      },
      {
        name: 'cardOrders',
        title: { zh: '新卡记录', en: 'Your new cards' },
        read: async (ctx, { memberId }) => wholePage((await selectOrders(ctx, { memberId, limit: CARDS_MAX })).map(ownOrder)),
      },
    ],
    erase: async (ctx, { memberId }) => {
      await forgetOrders(ctx, memberId, secrets);
      await forgetDocuments(ctx, memberId);
      await forgetEmergencyCode(ctx, memberId);
      for (const { id, kind } of await selectCards(ctx, { memberId, limit: CARDS_MAX })) {
        const card = await lockedCard(ctx, id);
        await saveCard(ctx, { before: card, after: makeVoid(card), action: 'cards.voidCard' });
        const forgotten =
          kind === 'physical'
            ? { uid_sealed: secrets.seal(UID_PURPOSE, GONE), uid_hash: secrets.keyedHash(UID_PURPOSE, `${GONE}:${id}`) }
            : { seed_sealed: secrets.seal(SEED_PURPOSE, GONE) };
        await updateCard(ctx, id, { tail: '****', ...forgotten });
      }
    },
  };
}

/** As the holder may read it: not who at work had it in hand, and no seal. */
function ownOrder({ number, state, replaced_tail, tail, fee_minor, ordered_at, handed_over_at, cancelled_at }: OrderRow) {
  const days = { orderedAt: ordered_at, handedOverAt: handed_over_at, cancelledAt: cancelled_at };
  return { number: orderNumber(number), state, replacedTail: replaced_tail, tail, feeMinor: fee_minor, ...days };
}

/** An order that is open is given up; of a card that was made the number goes. */
async function forgetOrders(ctx: Ctx, memberId: Id<'member'>, secrets: SecretBox): Promise<void> {
  for (const order of await selectOrders(ctx, { memberId, limit: CARDS_MAX })) {
    const isOpen = order.state !== 'handed_over' && order.state !== 'cancelled';
    await updateOrder(ctx, order.id, {
      ...(isOpen && { state: 'cancelled', cancelled_at: ctx.now, cancelled_because: GONE }),
      ...(order.uid_hash !== null && {
        tail: '****',
        uid_sealed: secrets.seal(UID_PURPOSE, GONE),
        uid_hash: secrets.keyedHash(UID_PURPOSE, `${GONE}:${order.id}`),
      }),
    });
  }
}

import type { giftcards, OutputOf } from '@tessera/contract';
import { memberOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { describeHeld, describeOffered, describeSent } from './card.ts';
import { selectCardsOfMember } from './card-queries.ts';

/** The newest of each; what is older was spent long ago. */
const CARDS_MAX = 100;

export async function listOwnGiftCards(ctx: Ctx, secrets: SecretBox): Promise<OutputOf<typeof giftcards.listOwnGiftCards>> {
  const memberId = memberOf(ctx);
  return asSystem(ctx, async (system) => {
    const rowsAs = (as: 'holder_id' | 'recipient_id' | 'buyer_id') => selectCardsOfMember(system, memberId, { as, limit: CARDS_MAX });
    return {
      held: await describeHeld(system, await rowsAs('holder_id')),
      offered: await describeOffered(system, await rowsAs('recipient_id')),
      sent: await describeSent(system, await rowsAs('buyer_id'), secrets),
    };
  });
}

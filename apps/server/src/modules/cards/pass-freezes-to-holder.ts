import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { recordAll } from '../audit/index.ts';
import { announceCard } from './announce-card.ts';
import { lockedCard } from './locked-card.ts';
import { selectCards, updateCard } from './queries.ts';

/** More cards than anybody was ever issued. */
const CARDS_MAX = 200;

/**
 * Cards of a member that a guardian froze stay frozen, and are the holder's to thaw: there is no guardian left who could. The caller has
 * decided that this is so.
 */
export async function passFreezesToHolder(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  const passed = await asSystem(ctx, async (system) => {
    const frozen = await selectCards(system, { memberId, status: 'frozen', limit: CARDS_MAX });
    const cardIds: Id<'card'>[] = [];
    for (const cardId of frozen.map(({ id }) => id).sort()) {
      const card = await lockedCard(system, cardId);
      if (card.status !== 'frozen' || ![card.frozenBy, card.frozenBefore].includes('guardian')) continue;
      await updateCard(system, cardId, card.frozenBy === 'guardian' ? { frozen_by: 'holder' } : { frozen_before: 'holder' });
      await announceCard(system, card);
      cardIds.push(cardId);
    }
    return cardIds;
  });
  await recordAll(
    ctx,
    passed.map((cardId) => ({
      action: 'cards.passToHolder',
      targetKind: 'card',
      targetId: cardId,
      before: { frozenBy: 'guardian' },
      after: { frozenBy: 'holder' },
    })),
  );
}

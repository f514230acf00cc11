import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { makeVoid } from './card.ts';
import { lockedCard } from './locked-card.ts';
import { selectCards, updateCard } from './queries.ts';
import { saveCard } from './save-card.ts';
import { SEED_PURPOSE, UID_PURPOSE } from './virtual-credential.ts';

const CARDS_MAX = 1_000;
/** What stands in a sealed field whose content is gone. */
const GONE = 'forgotten';

export function createCardsPersonal(secrets: SecretBox): PersonalRecords {
  return {
    module: 'cards',
    covers: { 'cards.card.member_id': 'exported; stays, void, with its number forgotten' },
    parts: [
      {
        name: 'cards',
        title: { zh: '卡片', en: 'Your cards' },
        read: async (ctx, { memberId }) => wholePage(await selectCards(ctx, { memberId, limit: CARDS_MAX })),
      },
    ],
    erase: async (ctx, { memberId }) => {
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

import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { describeHeld, describeSent } from './card.ts';
import { forgetGreetings, selectCardsOfMember } from './card-queries.ts';
import { holdsGiftCard } from './gift-card-facts.ts';

const CARDS_MAX = 500;

/** What was written on cards goes with whoever wrote it; the cards themselves stay for the books. */
export function createGiftcardsPersonal(secrets: SecretBox): PersonalRecords {
  return {
    module: 'giftcards',
    covers: {
      'giftcards.card.buyer_id': 'exported; stays for the books, without what was written on the card',
      'giftcards.card.holder_id': 'as above',
      'giftcards.card.recipient_id': 'whom a card was sent to and who has not taken it; stays for the books',
    },
    parts: [
      {
        name: 'gift-cards',
        title: { zh: '礼品卡', en: 'Your gift cards' },
        read: async (ctx, { memberId }) => {
          const rows = await selectCardsOfMember(ctx, memberId, { as: 'holder_id', limit: CARDS_MAX });
          return wholePage(await describeHeld(ctx, rows));
        },
      },
      {
        name: 'gift-cards-bought',
        title: { zh: '购买的礼品卡', en: 'Gift cards that you bought' },
        read: async (ctx, { memberId }) => {
          const rows = await selectCardsOfMember(ctx, memberId, { as: 'buyer_id', limit: CARDS_MAX });
          return wholePage(await describeSent(ctx, rows, secrets));
        },
      },
    ],
    obstacles: async (ctx, { memberId }) => ((await holdsGiftCard(ctx, memberId)) ? ['giftCard'] : []),
    erase: (ctx, { memberId }) => forgetGreetings(ctx, memberId),
  };
}

import { giftcards } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, omit, pick } from '../../platform/bind.ts';
import { blockGiftCard, extendGiftCard, replaceGiftCode, unblockGiftCard } from './block-gift-card.ts';
import { createBuyGiftCard } from './buy-gift-card.ts';
import { checkGiftCard } from './check-gift-card.ts';
import { createGiftCardKind } from './create-gift-card-kind.ts';
import { createExportGiftCards } from './export-gift-cards.ts';
import { getGiftCard } from './get-gift-card.ts';
import { listGiftCardKinds, listGiftCardsOnSale } from './list-gift-card-kinds.ts';
import { listGiftCards } from './list-gift-cards.ts';
import { listOwnGiftCards } from './list-own-gift-cards.ts';
import type { GiftcardsParts } from './parts.ts';
import { refundGiftCard, returnOwnGiftCard } from './return-gift-card.ts';
import { sellGiftCard } from './sell-gift-card.ts';
import { takeGiftCard } from './take-gift-card.ts';
import { updateGiftCardKind } from './update-gift-card-kind.ts';

const DIRECT = ['buyGiftCard', 'sellGiftCard'] as const;

/**
 * Buying checks the PIN in a transaction of its own, so that a wrong try counts although nothing is sold. What answers a code knows by itself what its
 * key has sold, so that no answer with a code is kept.
 */
export function createGiftcardsRoutes(parts: GiftcardsParts): BoundRoute[] {
  const { database, secrets } = parts;
  return [
    ...bindDirect(pick(giftcards, DIRECT), {
      buyGiftCard: createBuyGiftCard(parts),
      sellGiftCard: (call, input) => database.transaction(call.actor, call, (ctx) => sellGiftCard(ctx, input, parts)),
    }),
    ...bindFiles(pick(giftcards, ['exportGiftCards']), createExportGiftCards(database)),
    ...bind(omit(giftcards, [...DIRECT, 'exportGiftCards']), {
      listGiftCardKinds,
      createGiftCardKind,
      updateGiftCardKind,
      listGiftCards,
      getGiftCard,
      refundGiftCard: (ctx, input) => refundGiftCard(ctx, input, parts),
      blockGiftCard,
      unblockGiftCard,
      replaceGiftCode: (ctx, input) => replaceGiftCode(ctx, input, secrets),
      extendGiftCard,
      checkGiftCard: (ctx, input) => checkGiftCard(ctx, input, secrets),
      listOwnGiftCards: (ctx) => listOwnGiftCards(ctx, secrets),
      listGiftCardsOnSale,
      takeGiftCard: (ctx, input) => takeGiftCard(ctx, input, secrets),
      returnOwnGiftCard: (ctx, input) => returnOwnGiftCard(ctx, input, secrets),
    }),
  ];
}

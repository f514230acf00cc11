export { createGiftCardKind } from './create-gift-card-kind.ts';
export { GIFT_CARD_CODES } from './gift-card-codes.ts';
export {
  closeGiftCardsOf,
  findGiftCardNames,
  findHeldGiftCard,
  type GiftCardFacts,
  type GiftCardName,
  giftCardFacts,
  holdsGiftCard,
  noteReturnedToGiftCards,
} from './gift-card-facts.ts';
export { giftcardsJobs } from './jobs.ts';
export { lapseGiftCards } from './lapse-gift-cards.ts';
export { createGiftcardsPersonal } from './personal-records.ts';
export { createGiftcardsRoutes } from './routes.ts';
export { giftcardsSealedColumns } from './sealed-columns.ts';
export { sellGiftCard } from './sell-gift-card.ts';
export { takeGiftCard } from './take-gift-card.ts';

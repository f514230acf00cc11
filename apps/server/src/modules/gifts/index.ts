export { createGiftOffer } from './create-gift-offer.ts';
export { giftsPersonal } from './personal-records.ts';
export { postTopUp, type ToppedUp } from './post-top-up.ts';
export { type CashPurse, describePurse, lockedPurse, type PurseView, planTakes, planWhole, purseOf, type ReturnTake } from './purse.ts';
export { findGift, giftAccountOf, noteLapsed, putBack, type Returned, returnGiftsOf, setAside } from './return-gift.ts';
export { giftsRoutes } from './routes.ts';
export { shownOffers } from './shown-offers.ts';
export { startGiftOffer } from './switch-gift-offer.ts';

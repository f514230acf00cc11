import { gifts } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { createGiftOffer } from './create-gift-offer.ts';
import { getGiftOffer, listGiftOffers, listGifts } from './list-gift-offers.ts';
import { getOwnPurseParts, getPurseParts } from './purse.ts';
import { startGiftOffer, stopGiftOffer } from './switch-gift-offer.ts';
import { updateGiftOffer } from './update-gift-offer.ts';

export const giftsRoutes = bind(gifts, {
  listGiftOffers,
  getGiftOffer,
  createGiftOffer,
  updateGiftOffer,
  startGiftOffer,
  stopGiftOffer,
  listGifts,
  getOwnPurseParts,
  getPurseParts,
});

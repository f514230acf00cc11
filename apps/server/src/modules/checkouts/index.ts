export { type Bearers, findBearers, type OwnPart } from './find-bearers.ts';
export { giveBackFreeShares, giveBackShares } from './give-back-shares.ts';
export { checkoutsJobs } from './jobs.ts';
export { couponsFor, type OffersView, quoteOffers, settleOffers, takeOffers } from './offers.ts';
export { checkoutsPersonal } from './personal-records.ts';
export { giveBackOffers, quoteOffersBack } from './return-offers.ts';
export { createCheckoutsRoutes } from './routes.ts';

export { closurePaymentEnded } from './events.ts';
export { type FundedWallet, findFundedWallet } from './funded-wallet.ts';
export { FUNDING_HOOKS } from './hooks.ts';
export { TOP_UP_PURPOSE } from './open-top-up.ts';
export { paidForClosure, payOut, sourceReach } from './pay-out.ts';
export { fundingPersonal } from './personal-records.ts';
export { createFundingRoutes } from './routes.ts';

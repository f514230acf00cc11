export { FUNDING_HOOKS } from './hooks.ts';
export { TOP_UP_PURPOSE } from './open-top-up.ts';
export { fundingPersonal } from './personal-records.ts';
export { createFundingRoutes } from './routes.ts';

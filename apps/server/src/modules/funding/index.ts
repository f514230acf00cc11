export { FUNDING_HOOKS } from './hooks.ts';
export { fundingPersonal } from './personal-records.ts';
export { createFundingRoutes } from './routes.ts';

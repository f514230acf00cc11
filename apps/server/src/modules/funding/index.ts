export { FUNDING_HOOKS } from './hooks.ts';
export { createFundingRoutes } from './routes.ts';

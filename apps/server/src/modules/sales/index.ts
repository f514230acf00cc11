export { SALES_HOOKS } from './hooks.ts';
export { createSalesRoutes } from './routes.ts';

export { addFinishedPlan } from './add-finished-plan.ts';
export { createVenuesRoutes } from './routes.ts';
export { createVenue } from './write-venue.ts';

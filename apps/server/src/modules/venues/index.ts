export { addFinishedPlan } from './add-finished-plan.ts';
export { findVenueNamed, findVenues, newestPlanOf, type PlanFacts, planFacts, planOf } from './find-plans.ts';
export { createVenuesRoutes } from './routes.ts';
export { createVenue } from './write-venue.ts';

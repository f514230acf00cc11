export { recommendationsJobs } from './jobs.ts';
export { makePairs } from './make-pairs.ts';
export { recommendationsRoutes } from './routes.ts';

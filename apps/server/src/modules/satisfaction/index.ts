export { satisfactionPersonal } from './personal-records.ts';
export { createSatisfactionRoutes } from './routes.ts';

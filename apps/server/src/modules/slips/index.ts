export { slipsPersonal } from './personal-records.ts';
export { slipsRoutes } from './routes.ts';

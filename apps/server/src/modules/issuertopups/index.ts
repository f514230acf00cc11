export { issuertopupsPersonal } from './personal-records.ts';
export { createIssuertopupsRoutes } from './routes.ts';

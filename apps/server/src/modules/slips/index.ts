export { slipsImport } from './import-slips.ts';
export { keySlips } from './key-slips.ts';
export { slipsPersonal } from './personal-records.ts';
export { isSlipWaiting } from './queries.ts';
export { slipsRoutes } from './routes.ts';

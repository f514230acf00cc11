export { slipsImport } from './import-slips.ts';
export { keySlips } from './key-slips.ts';
export { slipsPersonal } from './personal-records.ts';
export { slipsRoutes } from './routes.ts';

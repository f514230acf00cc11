export { idOfCursor, pageOf } from './page.ts';
export { type Act, record } from './record.ts';
export { auditRoutes } from './routes.ts';

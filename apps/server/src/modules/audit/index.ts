export { type Act, record } from './record.ts';
export { auditRoutes } from './routes.ts';

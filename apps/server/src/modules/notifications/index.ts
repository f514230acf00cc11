export { alertSpenders, type Spend } from './alert-spenders.ts';
export { forgetNews } from './forget-news.ts';
export { PUBLIC_TOPIC } from './incident.ts';
export { createNotificationsJobs } from './jobs.ts';
export { type News, NOTICES_MAX, notify, notifyAll } from './notify.ts';
export { notificationsPersonal } from './personal-records.ts';
export { createNotificationsRoutes } from './routes.ts';
export { notificationsSealedColumns } from './sealed-columns.ts';
export type { Carriers } from './send-delivery.ts';

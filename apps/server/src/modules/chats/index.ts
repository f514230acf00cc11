export { chatsJobs } from './jobs.ts';
export { chatsPersonal } from './personal-records.ts';
export { chatsRoutes } from './routes.ts';
export { findServedChat } from './served-chat.ts';

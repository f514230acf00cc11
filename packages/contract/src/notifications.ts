import { announcementErrors, announcementRoutes } from './announcements.ts';
import { noticeTemplateErrors, noticeTemplateRoutes } from './notice-templates.ts';
import { noticeErrors, noticeRoutes } from './notices.ts';
import { routes } from './route.ts';

export const notificationsErrors = { ...noticeErrors, ...noticeTemplateErrors, ...announcementErrors } as const;

export const notifications = routes({ ...noticeRoutes, ...noticeTemplateRoutes, ...announcementRoutes });

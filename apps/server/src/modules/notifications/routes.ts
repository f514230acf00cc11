import { notifications } from '@tessera/contract';
import { type BoundRoute, bind } from '../../platform/bind.ts';
import { countAudience } from './count-audience.ts';
import { countOwnNotices } from './count-own-notices.ts';
import { createAnnouncement } from './create-announcement.ts';
import { getOwnNoticePreferences } from './get-own-notice-preferences.ts';
import { listAnnouncements } from './list-announcements.ts';
import { listNoticeDeliveries, retryNoticeDelivery } from './list-notice-deliveries.ts';
import { listOwnNotices } from './list-own-notices.ts';
import { listNoticeTemplates, previewNoticeTemplate } from './notice-templates.ts';
import { openIncident } from './open-incident.ts';
import { publishAnnouncement } from './publish-announcement.ts';
import { addOwnPushDevice, listOwnPushDevices, type PushParts, removeOwnPushDevice } from './push-devices.ts';
import { readOwnNotice } from './read-own-notice.ts';
import { readOwnNotices } from './read-own-notices.ts';
import { removeAnnouncement } from './remove-announcement.ts';
import { reportIncident } from './report-incident.ts';
import { resetNoticeTemplate, setNoticeTemplate } from './set-notice-template.ts';
import { setOwnNoticePreferences } from './set-own-notice-preferences.ts';
import { listIncidents, showStatus } from './show-status.ts';
import { updateAnnouncement } from './update-announcement.ts';
import { withdrawAnnouncement } from './withdraw-announcement.ts';

export function createNotificationsRoutes(parts: PushParts): BoundRoute[] {
  return bind(notifications, {
    listOwnNotices,
    countOwnNotices,
    readOwnNotice,
    readOwnNotices,
    getOwnNoticePreferences,
    setOwnNoticePreferences,
    listOwnPushDevices: (ctx) => listOwnPushDevices(ctx, parts.secrets),
    addOwnPushDevice: (ctx, input) => addOwnPushDevice(ctx, input, parts),
    removeOwnPushDevice,
    listNoticeTemplates,
    setNoticeTemplate,
    resetNoticeTemplate,
    previewNoticeTemplate,
    listNoticeDeliveries,
    retryNoticeDelivery,
    listAnnouncements,
    createAnnouncement,
    updateAnnouncement,
    publishAnnouncement,
    withdrawAnnouncement,
    removeAnnouncement,
    countAudience,
    showStatus,
    listIncidents,
    openIncident,
    reportIncident,
  });
}

import type { NotificationErrorMessages } from './catalog.ts';

export const notificationErrorsEn: NotificationErrorMessages = {
  'notifications.unknown': 'This notice or device does not exist, or was removed.',
  'notifications.channel_kept': 'Security notices have to reach you by at least one way outside the app.',
  'notifications.push_endpoint_refused': 'We cannot push to this browser: the address of its push service is not accepted.',
  'notifications.push_keys_wrong': 'The keys of this browser are not valid. Reload the page and try again.',
  'notifications.too_many_devices': 'No more devices can get pushes. Remove one first.',
  'notifications.template_unknown': 'There is no such text.',
  'notifications.placeholder_unknown': 'The text names a placeholder that does not exist. Use only those listed.',
  'notifications.template_broken': 'There is a brace too many. Check that every placeholder is whole.',
  'notifications.subject_missing': 'Give it a subject.',
  'notifications.delivery_unknown': 'There is no such delivery.',
  'notifications.delivery_open': 'This message is on its way or has arrived, so it cannot be sent again.',
  'notifications.announcement_unknown': 'This announcement does not exist, or was thrown away.',
  'notifications.announcement_published': 'The announcement is published and can no longer be changed. Withdraw it and write another.',
  'notifications.announcement_withdrawn': 'The announcement is not published, or was withdrawn already.',
  'notifications.publish_past': 'It can be published at a time to come, within a year.',
  'notifications.incident_unknown': 'There is no such incident.',
  'notifications.incident_resolved': 'The incident is resolved. If it comes back, open a new one.',
};

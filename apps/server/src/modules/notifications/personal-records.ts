import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { deleteNewsOf, selectChoiceRecords, selectDeliveryRecords, selectNoticeRecords } from './personal-queries.ts';

export const notificationsPersonal: PersonalRecords = {
  module: 'notifications',
  covers: {
    'notifications.notice.person_id': 'exported; forgotten',
    'notifications.delivery.person_id': 'exported; forgotten with its notice',
    'notifications.push_device.person_id': 'exported by its label; forgotten',
    'notifications.preference.person_id': 'exported; forgotten',
  },
  parts: [
    {
      name: 'notices',
      title: { zh: '消息', en: 'Messages to you' },
      read: (ctx, { memberId }, after) => selectNoticeRecords(ctx, memberId, after),
    },
    {
      name: 'deliveries',
      title: { zh: '消息的发送', en: 'How messages were sent' },
      read: (ctx, { memberId }, after) => selectDeliveryRecords(ctx, memberId, after),
    },
    {
      name: 'notification-choices',
      title: { zh: '消息设置', en: 'What you chose about messages' },
      read: async (ctx, { memberId }) => wholePage(await selectChoiceRecords(ctx, memberId)),
    },
  ],
  erase: (ctx, { memberId }) => deleteNewsOf(ctx, memberId),
};

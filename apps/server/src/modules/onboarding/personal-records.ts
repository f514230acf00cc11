import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { deleteLinks, selectLinks } from './queries.ts';

export const onboardingPersonal: PersonalRecords = {
  module: 'onboarding',
  covers: {
    'onboarding.link.user_id': 'exported; forgotten',
    'onboarding.link.label': 'exported; forgotten',
    'onboarding.handshake.user_id': 'gone after ten minutes',
  },
  parts: [
    {
      name: 'linked-accounts',
      title: { zh: '关联的账号', en: 'Linked accounts' },
      read: async (ctx, { userId }) => wholePage((await selectLinks(ctx, userId)).map((row) => ({ ...row }))),
    },
  ],
  erase: (ctx, { userId }) => deleteLinks(ctx, userId),
};

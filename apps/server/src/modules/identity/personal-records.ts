import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { endSessions } from './end-sessions.ts';
import { forgetUser, selectSessionRecords, selectUserRecord } from './personal-queries.ts';

export const identityPersonal: PersonalRecords = {
  module: 'identity',
  covers: {
    'identity.user.id': 'exported; stays without a name',
    'identity.session.user_id': 'exported; forgotten',
    'identity.account.user_id': 'ways of signing in are exported, secrets are not; forgotten',
    'identity.account.account_id': 'the user again, or the number at another system; forgotten',
    'identity.past_password.user_id': 'hashes only; forgotten',
    'identity.totp.user_id': 'a secret; forgotten',
    'identity.recovery_code.user_id': 'hashes only; forgotten',
    'identity.passkey.user_id': 'a public key; forgotten',
  },
  parts: [
    {
      name: 'sign-in',
      title: { zh: '登录方式', en: 'How you sign in' },
      read: async (ctx, { userId }) => wholePage(await selectUserRecord(ctx, userId)),
    },
    {
      name: 'sessions',
      title: { zh: '登录会话', en: 'Where you are signed in' },
      read: async (ctx, { userId }) => wholePage(await selectSessionRecords(ctx, userId)),
    },
  ],
  erase: async (ctx, { userId }, pseudonym) => {
    await endSessions(ctx, { userId });
    await forgetUser(ctx, userId, pseudonym);
  },
};

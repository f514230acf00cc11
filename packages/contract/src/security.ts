import { z } from 'zod';
import { routes } from './route.ts';
import { empty, id, instant, name } from './schemas.ts';
import { emailAddress, oneTimeCode, password, session, weakPassword } from './session.ts';

const CREDENTIAL_MAX = 64 * 1024;
/** What the browser's `navigator.credentials` gives, as JSON; the server verifies every part of it. */
const credential = z
  .object({ id: z.string().max(1_400), rawId: z.string().max(1_400), type: z.literal('public-key') })
  .loose()
  .refine((value) => JSON.stringify(value).length <= CREDENTIAL_MAX, 'too long');
/** Options for `navigator.credentials`, as WebAuthn writes them in JSON. */
const credentialOptions = z.record(z.string(), z.json());

const RECOVERY_CODE = /^[0-9a-z]{5}-?[0-9a-z]{5}$/i;
/** Asked again before something that a borrowed phone must not change; empty where the person has no password. */
const currentPassword = z.string().max(128);

const ownSecurity = z.object({
  userName: z.string(),
  hasPassword: z.boolean(),
  /** Null while there is none. */
  passwordSetAt: instant.nullable(),
  emailMasked: z.string().nullable(),
  hasPhone: z.boolean(),
  totpSince: instant.nullable(),
  recoveryCodesLeft: z.int(),
  passkeys: z.array(z.object({ id: id<'passkey'>(), name, createdAt: instant, lastUsedAt: instant.nullable() })),
  secondFactorRequired: z.boolean(),
  sessions: z.array(
    z.object({
      id: z.string(),
      device: z.string(),
      address: z.string(),
      by: z.string(),
      createdAt: instant,
      seenAt: instant,
      isThis: z.boolean(),
    }),
  ),
});
export type OwnSecurity = z.input<typeof ownSecurity>;
export type OwnSession = OwnSecurity['sessions'][number];

const locked = ['identity.realm_missing', 'identity.too_many_attempts'] as const;

/** What a signed-in person does for their own safety. `session.finish` is held by a sign-in that is not finished yet, too. */
export const security = routes({
  setFirstPassword: {
    method: 'POST',
    path: '/security/first-password',
    summary: 'Choose a password of one’s own in place of an initial or an expired one; the session goes on under a new cookie',
    permission: 'session.finish',
    ratePerMinute: 20,
    body: z.object({ password, currentPassword: currentPassword.optional() }),
    response: session,
    errors: [...weakPassword, 'identity.not_needed', 'identity.confirm_needed', 'identity.no_access', ...locked],
  },
  startTotp: {
    method: 'POST',
    path: '/security/totp',
    summary: 'Make a secret for an authenticator app; it counts once a code of it has come back',
    permission: 'session.finish',
    ratePerMinute: 20,
    body: z.object({ currentPassword: currentPassword.optional() }),
    response: z.object({ secret: z.string(), uri: z.string() }),
    errors: ['identity.confirm_needed', 'identity.totp_present', ...locked],
  },
  confirmTotp: {
    method: 'POST',
    path: '/security/totp/confirm',
    summary: 'Prove that the authenticator app knows the secret; answers ten recovery codes, once',
    permission: 'session.finish',
    ratePerMinute: 20,
    body: z.object({ code: oneTimeCode }),
    response: z.object({ recoveryCodes: z.array(z.string()), session }),
    errors: ['identity.code_wrong', 'identity.totp_present', 'identity.no_access', ...locked],
  },
  verifyTotp: {
    method: 'POST',
    path: '/security/totp/verify',
    summary: 'Second step of a sign-in: a code of the authenticator app; each counts once',
    permission: 'session.finish',
    ratePerMinute: 20,
    body: z.object({ code: oneTimeCode }),
    response: session,
    errors: ['identity.code_wrong', 'identity.no_access', ...locked],
  },
  spendRecoveryCode: {
    method: 'POST',
    path: '/security/recovery-codes/spend',
    summary: 'Second step of a sign-in without the phone: one of the recovery codes, each of which counts once',
    permission: 'session.finish',
    ratePerMinute: 20,
    body: z.object({ code: z.string().trim().regex(RECOVERY_CODE) }),
    response: session,
    errors: ['identity.code_wrong', 'identity.no_access', ...locked],
  },
  renewRecoveryCodes: {
    method: 'POST',
    path: '/security/recovery-codes',
    summary: 'Ten new recovery codes; the old ones count no more',
    permission: 'session.security',
    ratePerMinute: 10,
    body: z.object({ currentPassword: currentPassword.optional() }),
    response: z.object({ recoveryCodes: z.array(z.string()) }),
    errors: ['identity.confirm_needed', 'identity.totp_missing', ...locked],
  },
  removeTotp: {
    method: 'POST',
    path: '/security/totp/remove',
    summary: 'Do without the authenticator app from now on',
    permission: 'session.security',
    ratePerMinute: 10,
    body: z.object({ currentPassword: currentPassword.optional() }),
    response: empty,
    errors: ['identity.confirm_needed', 'identity.totp_missing', 'identity.second_factor_required', ...locked],
  },
  startPasskey: {
    method: 'POST',
    path: '/security/passkeys/start',
    summary: 'Options with which the browser makes a passkey; they count once, for five minutes',
    permission: 'session.finish',
    ratePerMinute: 20,
    body: z.object({ currentPassword: currentPassword.optional() }),
    response: credentialOptions,
    errors: ['identity.confirm_needed', 'identity.too_many_passkeys', ...locked],
  },
  addPasskey: {
    method: 'POST',
    path: '/security/passkeys',
    summary: 'Keep the passkey that the browser made',
    permission: 'session.finish',
    ratePerMinute: 20,
    body: z.object({ name, credential }),
    response: session,
    errors: ['identity.passkey_wrong', 'identity.too_many_passkeys', 'identity.no_access', ...locked],
  },
  startPasskeyCheck: {
    method: 'POST',
    path: '/security/passkeys/check/start',
    summary: 'Options with which the browser asks for one of the person’s passkeys',
    permission: 'session.finish',
    ratePerMinute: 20,
    response: credentialOptions,
    errors: ['identity.passkey_wrong', ...locked],
  },
  verifyPasskey: {
    method: 'POST',
    path: '/security/passkeys/check',
    summary: 'Second step of a sign-in: what the passkey signed',
    permission: 'session.finish',
    ratePerMinute: 20,
    body: z.object({ credential }),
    response: session,
    errors: ['identity.passkey_wrong', 'identity.no_access', ...locked],
  },
  removePasskey: {
    method: 'POST',
    path: '/security/passkeys/:passkeyId/remove',
    summary: 'Forget one of one’s passkeys',
    permission: 'session.security',
    params: z.object({ passkeyId: id<'passkey'>() }),
    body: z.object({ currentPassword: currentPassword.optional() }),
    response: empty,
    errors: ['identity.confirm_needed', 'identity.second_factor_required', ...locked],
  },
  getOwnSecurity: {
    method: 'GET',
    path: '/security',
    summary: 'How one signs in: password, e-mail, second factors, and where one is signed in',
    permission: 'session.security',
    response: ownSecurity,
    errors: ['identity.realm_missing'],
  },
  changePassword: {
    method: 'POST',
    path: '/security/password',
    summary: 'Change one’s password; every other session of the person ends',
    permission: 'session.security',
    ratePerMinute: 20,
    body: z.object({ currentPassword, password }),
    response: empty,
    errors: ['identity.confirm_needed', ...weakPassword, ...locked],
  },
  sendOwnEmailCode: {
    method: 'POST',
    path: '/security/email/send-code',
    summary: 'Send a code to the e-mail address that the person wants to enter',
    permission: 'session.security',
    ratePerMinute: 6,
    body: z.object({ email: emailAddress, currentPassword: currentPassword.optional() }),
    response: z.object({ resendAfterSeconds: z.int(), expiresInSeconds: z.int() }),
    errors: ['identity.confirm_needed', ...locked],
  },
  confirmOwnEmail: {
    method: 'POST',
    path: '/security/email',
    summary: 'Enter the e-mail address to which the code was sent',
    permission: 'session.security',
    ratePerMinute: 20,
    body: z.object({ email: emailAddress, code: oneTimeCode }),
    response: empty,
    errors: ['identity.code_wrong', 'identity.contact_taken', ...locked],
  },
  removeOwnEmail: {
    method: 'POST',
    path: '/security/email/remove',
    summary: 'Forget one’s e-mail address',
    permission: 'session.security',
    body: z.object({ currentPassword: currentPassword.optional() }),
    response: empty,
    errors: ['identity.confirm_needed', ...locked],
  },
  endOwnSession: {
    method: 'POST',
    path: '/security/sessions/:sessionId/end',
    summary: 'Sign out one other device of one’s own',
    permission: 'session.security',
    params: z.object({ sessionId: z.uuid() }),
    response: empty,
    errors: ['identity.realm_missing'],
  },
  endOtherSessions: {
    method: 'POST',
    path: '/security/sessions/end-others',
    summary: 'Sign out everywhere but here',
    permission: 'session.security',
    response: z.object({ ended: z.int() }),
    errors: ['identity.realm_missing'],
  },
});

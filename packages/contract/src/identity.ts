import { z } from 'zod';
import { routes } from './route.ts';
import { empty } from './schemas.ts';
import { security } from './security.ts';
import { contact, emailAddress, oneTimeCode, password, phone, session, weakPassword } from './session.ts';

export * from './session.ts';

const codeSent = z.object({ resendAfterSeconds: z.int(), expiresInSeconds: z.int() });

const signIn = routes({
  getSignInOptions: {
    method: 'GET',
    path: '/identity/sign-in-options',
    summary: 'Which ways of signing in are on, and what a new password must look like',
    permission: 'public',
    ratePerMinute: 120,
    response: z.object({
      phoneCode: z.boolean(),
      emailCode: z.boolean(),
      registerByPhone: z.boolean(),
      registerByEmail: z.boolean(),
      /** Whether companies may apply to become merchants. */
      merchantApplications: z.boolean(),
      password: z.object({ minLength: z.int(), classes: z.int(), forbidsCommon: z.boolean() }),
    }),
    errors: [],
  },
  signInWithPassword: {
    method: 'POST',
    path: '/identity/sign-in-with-password',
    summary: 'Sign in with a password and a user name, an e-mail address or a phone, whichever it is',
    permission: 'public',
    ratePerMinute: 60,
    body: z.object({ userName: z.string().trim().toLowerCase().min(1).max(254), password: z.string().min(1).max(128) }),
    response: session,
    errors: ['identity.credentials_wrong', 'identity.realm_missing', 'identity.no_access', 'identity.too_many_attempts'],
  },
  sendPhoneCode: {
    method: 'POST',
    path: '/identity/send-phone-code',
    summary: 'Send a one-time code to a phone; the answer is the same whether or not the phone is known',
    permission: 'public',
    ratePerMinute: 6,
    body: z.object({ phone }),
    response: codeSent,
    errors: ['identity.realm_missing', 'identity.too_many_attempts', 'identity.way_off'],
  },
  signInWithPhone: {
    method: 'POST',
    path: '/identity/sign-in-with-phone',
    summary: 'Sign in with a phone and its one-time code',
    permission: 'public',
    ratePerMinute: 20,
    body: z.object({ phone, code: oneTimeCode }),
    response: session,
    errors: ['identity.code_wrong', 'identity.realm_missing', 'identity.no_access', 'identity.too_many_attempts', 'identity.way_off'],
  },
  sendEmailCode: {
    method: 'POST',
    path: '/identity/send-email-code',
    summary: 'Send a one-time code to an e-mail address; the answer is the same whether or not the address is known',
    permission: 'public',
    ratePerMinute: 6,
    body: z.object({ email: emailAddress }),
    response: codeSent,
    errors: ['identity.realm_missing', 'identity.too_many_attempts', 'identity.way_off'],
  },
  signInWithEmail: {
    method: 'POST',
    path: '/identity/sign-in-with-email',
    summary: 'Sign in with an e-mail address and its one-time code',
    permission: 'public',
    ratePerMinute: 20,
    body: z.object({ email: emailAddress, code: oneTimeCode }),
    response: session,
    errors: ['identity.code_wrong', 'identity.realm_missing', 'identity.no_access', 'identity.too_many_attempts', 'identity.way_off'],
  },
  sendResetCode: {
    method: 'POST',
    path: '/identity/send-reset-code',
    summary: 'Send a code for a new password to a phone or an e-mail address; the answer is the same whether or not it is known',
    permission: 'public',
    ratePerMinute: 6,
    body: z.object({ contact }),
    response: codeSent,
    errors: ['identity.realm_missing', 'identity.too_many_attempts'],
  },
  resetPassword: {
    method: 'POST',
    path: '/identity/reset-password',
    summary: 'Set a new password with the code that was sent; every session of the person ends',
    permission: 'public',
    ratePerMinute: 20,
    body: z.object({ contact, code: oneTimeCode, password }),
    response: empty,
    errors: ['identity.code_wrong', 'identity.realm_missing', 'identity.too_many_attempts', ...weakPassword],
  },
  signOut: {
    method: 'POST',
    path: '/identity/sign-out',
    summary: 'End this session',
    permission: 'public',
    response: empty,
    errors: ['identity.realm_missing'],
  },
  getSession: {
    method: 'GET',
    path: '/identity/session',
    summary: 'Who is signed in, and what they may do',
    permission: 'session.read',
    response: session,
    errors: ['identity.no_access'],
  },
});

/** Signing in, and what a signed-in person does for their own safety. */
export const identity = { ...signIn, ...security };
export { signIn };

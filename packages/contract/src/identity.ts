import { z } from 'zod';
import { PERMISSIONS, ROLE_NAMES } from './permissions.ts';
import { routes } from './route.ts';
import { empty, id, name } from './schemas.ts';

export const identityErrors = {
  'identity.credentials_wrong': 401,
  'identity.code_wrong': 401,
  'identity.realm_missing': 400,
  'identity.no_access': 403,
  'identity.user_name_taken': 409,
  'identity.too_many_attempts': 429,
} as const;

/** Which app a session belongs to; sent as the header `X-Tessera-App`. The two never share a cookie. */
export const REALMS = ['member', 'console'] as const;
export type Realm = (typeof REALMS)[number];
export const REALM_HEADER = 'x-tessera-app';

export const userName = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(40)
  .regex(/^[a-z0-9][a-z0-9._-]*$/);
export const password = z.string().min(8).max(128);
export const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9]{8,15}$/);

const session = z.object({
  realm: z.enum(REALMS),
  user: z.object({ id: z.string(), name }),
  permissions: z.array(z.enum(PERMISSIONS)),
  staff: z
    .object({
      staffId: id<'staff'>(),
      role: z.enum(ROLE_NAMES),
      organizationId: id<'organization'>(),
      organizationName: z.string(),
      organizationKind: z.enum(['operator', 'merchant']),
    })
    .nullable(),
  member: z.object({ memberId: id<'member'>(), memberNumber: z.string() }).nullable(),
});
export type Session = z.input<typeof session>;

export const identity = routes({
  signInWithPassword: {
    method: 'POST',
    path: '/identity/sign-in-with-password',
    summary: 'Sign in with user name and password',
    permission: 'public',
    ratePerMinute: 20,
    body: z.object({ userName: z.string().trim().toLowerCase().min(1).max(40), password: z.string().min(1).max(128) }),
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
    response: z.object({ resendAfterSeconds: z.int(), expiresInSeconds: z.int() }),
    errors: ['identity.realm_missing', 'identity.too_many_attempts'],
  },
  signInWithPhone: {
    method: 'POST',
    path: '/identity/sign-in-with-phone',
    summary: 'Sign in with a phone and its one-time code',
    permission: 'public',
    ratePerMinute: 20,
    body: z.object({ phone, code: z.string().regex(/^[0-9]{6}$/) }),
    response: session,
    errors: ['identity.code_wrong', 'identity.realm_missing', 'identity.no_access', 'identity.too_many_attempts'],
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

import { z } from 'zod';
import { ORGANIZATION_KINDS, PERMISSIONS } from './permissions.ts';
import { ROLE_NAMES } from './ready-made-roles.ts';
import { id, name } from './schemas.ts';

export const identityErrors = {
  'identity.credentials_wrong': 401,
  'identity.code_wrong': 401,
  'identity.realm_missing': 400,
  'identity.no_access': 403,
  'identity.user_name_taken': 409,
  'identity.too_many_attempts': 429,
  'identity.password_short': 400,
  'identity.password_simple': 400,
  'identity.password_common': 400,
  'identity.password_named': 400,
  'identity.password_used_before': 400,
  'identity.confirm_needed': 403,
  'identity.contact_taken': 409,
  'identity.not_needed': 409,
  'identity.way_off': 403,
  'identity.passkey_wrong': 401,
  'identity.too_many_passkeys': 409,
  'identity.totp_present': 409,
  'identity.totp_missing': 409,
  'identity.second_factor_required': 409,
} as const;

/** What may be wrong with a password that somebody chooses. */
export const weakPassword = [
  'identity.password_short',
  'identity.password_simple',
  'identity.password_common',
  'identity.password_named',
  'identity.password_used_before',
] as const;

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

/** The longest address that SMTP carries (RFC 5321). */
export const emailAddress = z.email().trim().toLowerCase().max(254);
/** Where a code may be sent: a phone or an e-mail address. The one field of the sign-in takes either. */
export const contact = z.union([phone, emailAddress]);
export const oneTimeCode = z.string().regex(/^[0-9]{6}$/);

/** What a sign-in still waits for, in this order. Until then it reaches nothing but the routes that finish it. */
export const SESSION_NEEDS = ['secondFactor', 'password', 'freshPassword', 'enrolment'] as const;
export type SessionNeeds = (typeof SESSION_NEEDS)[number];
export const SECOND_FACTORS = ['totp', 'passkey'] as const;

export const session = z.object({
  realm: z.enum(REALMS),
  /** `password`: an initial one is to be replaced; `freshPassword`: it is too old; `enrolment`: a second factor is to be set up. */
  needs: z.enum(SESSION_NEEDS).nullable(),
  /** Those that the person has set up. */
  secondFactors: z.array(z.enum(SECOND_FACTORS)),
  user: z.object({ id: z.string(), name }),
  permissions: z.array(z.enum(PERMISSIONS)),
  staff: z
    .object({
      staffId: id<'staff'>(),
      /** What is held at this moment: `key` of a ready-made role, `name` of a free one. */
      roles: z.array(z.object({ key: z.enum(ROLE_NAMES).nullable(), name: z.string().nullable() })),
      organizationId: id<'organization'>(),
      organizationName: z.string(),
      organizationKind: z.enum(ORGANIZATION_KINDS),
    })
    .nullable(),
  member: z.object({ memberId: id<'member'>(), memberNumber: z.string() }).nullable(),
});
export type Session = z.input<typeof session>;

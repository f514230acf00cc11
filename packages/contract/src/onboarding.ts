import { z } from 'zod';
import { contact, oneTimeCode, password, session, weakPassword } from './identity.ts';
import { MEMBER_KINDS } from './members.ts';
import { routes } from './route.ts';
import { empty, instant, name } from './schemas.ts';

export const onboardingErrors = {
  'onboarding.registration_off': 403,
  'onboarding.provider_unknown': 404,
  'onboarding.provider_url_wrong': 400,
  'onboarding.provider_failed': 400,
  'onboarding.handshake_wrong': 400,
  'onboarding.no_account': 403,
  'onboarding.link_taken': 409,
  'onboarding.last_way_in': 409,
} as const;

export const PROVIDER_KINDS = ['oidc', 'wechat', 'cas'] as const;
export type ProviderKind = (typeof PROVIDER_KINDS)[number];
/** By what a person whom the provider names is found here, when nothing is linked yet. */
export const PROVIDER_MATCHES = ['none', 'userName', 'email', 'phone'] as const;
/** The steps of a test, in their order. */
export const PROVIDER_STEPS = ['address', 'connection', 'discovery', 'keys', 'service'] as const;

const providerKey = z
  .string()
  .max(30)
  .regex(/^[a-z][a-z0-9-]*$/);
/** Where to go afterwards: a path of the same app and nothing else. */
const returnTo = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\\\s]*$/)
  .default('/');

const settingsOfProvider = z.object({
  kind: z.enum(PROVIDER_KINDS),
  nameZh: name,
  nameEn: name,
  /** Issuer of an OpenID provider, root of a CAS server; for WeChat, empty stands for its own. */
  baseUrl: z.union([z.url().max(300), z.literal('')]),
  clientId: z.string().trim().max(200),
  scopes: z.string().trim().max(200),
  forMembers: z.boolean(),
  forStaff: z.boolean(),
  matchBy: z.enum(PROVIDER_MATCHES),
  /** Which claim or attribute holds the user name; empty for the usual one. */
  userNameClaim: z.string().trim().max(60),
  /** Whoever is unknown here becomes a member of this kind at the first sign-in; null lets nobody join. */
  joinsAs: z.enum(MEMBER_KINDS).nullable(),
  enabled: z.boolean(),
});
const provider = settingsOfProvider.extend({ key: providerKey, hasSecret: z.boolean(), redirectUris: z.array(z.string()), changedAt: instant });
export type Provider = z.input<typeof provider>;

const locked = ['identity.realm_missing', 'identity.too_many_attempts'] as const;

export const onboarding = routes({
  listSignInProviders: {
    method: 'GET',
    path: '/onboarding/sign-in-providers',
    summary: 'The other systems that this app’s people may sign in with',
    permission: 'public',
    ratePerMinute: 120,
    response: z.object({ items: z.array(z.object({ key: providerKey, kind: z.enum(PROVIDER_KINDS), nameZh: name, nameEn: name })) }),
    errors: ['identity.realm_missing'],
  },
  startProviderSignIn: {
    method: 'POST',
    path: '/onboarding/sign-in-providers/:provider/start',
    summary: 'Where the browser goes to sign in at the provider; binds the way back to this browser',
    permission: 'public',
    ratePerMinute: 30,
    params: z.object({ provider: providerKey }),
    body: z.object({ returnTo }),
    response: z.object({ url: z.url() }),
    errors: ['identity.realm_missing', 'onboarding.provider_unknown', 'onboarding.provider_failed'],
  },
  finishProviderSignIn: {
    method: 'POST',
    path: '/onboarding/sign-in-providers/finish',
    summary: 'Back from the provider: verifies its answer and opens a session, or links the account that asked for it',
    permission: 'public',
    ratePerMinute: 30,
    body: z.object({
      state: z.string().min(1).max(200),
      code: z.string().max(2_000).optional(),
      ticket: z.string().max(500).optional(),
      /** Who answers, where the provider says so (RFC 9207). */
      iss: z.string().max(500).optional(),
      error: z.string().max(200).optional(),
    }),
    response: z.object({ outcome: z.enum(['signedIn', 'linked']), session, returnTo: z.string() }),
    errors: [
      'identity.realm_missing',
      'identity.no_access',
      'onboarding.handshake_wrong',
      'onboarding.provider_unknown',
      'onboarding.provider_failed',
      'onboarding.no_account',
      'onboarding.link_taken',
    ],
  },
  sendRegistrationCode: {
    method: 'POST',
    path: '/onboarding/send-registration-code',
    summary: 'Send a code to the phone or e-mail address that somebody registers with; the answer is the same whether or not it is known',
    permission: 'public',
    ratePerMinute: 6,
    body: z.object({ contact }),
    response: z.object({ resendAfterSeconds: z.int(), expiresInSeconds: z.int() }),
    errors: ['onboarding.registration_off', ...locked],
  },
  registerMember: {
    method: 'POST',
    path: '/onboarding/register-member',
    summary: 'Become a member with a proved phone or e-mail address and a password of one’s own',
    permission: 'public',
    ratePerMinute: 20,
    body: z.object({ contact, code: oneTimeCode, name, password }),
    response: session,
    errors: ['onboarding.registration_off', 'identity.code_wrong', 'identity.contact_taken', 'identity.no_access', ...weakPassword, ...locked],
  },
  listOwnLinks: {
    method: 'GET',
    path: '/onboarding/links',
    summary: 'The accounts at other systems that sign in as this person, and those that could be linked',
    permission: 'session.security',
    response: z.object({
      items: z.array(
        z.object({
          provider: providerKey,
          kind: z.enum(PROVIDER_KINDS),
          nameZh: name,
          nameEn: name,
          linkedAt: instant.nullable(),
          label: z.string().nullable(),
        }),
      ),
    }),
    errors: ['identity.realm_missing'],
  },
  startProviderLink: {
    method: 'POST',
    path: '/onboarding/links/:provider/start',
    summary: 'Where the browser goes to link an account at the provider with the person who is signed in',
    permission: 'session.security',
    ratePerMinute: 30,
    params: z.object({ provider: providerKey }),
    body: z.object({ returnTo }),
    response: z.object({ url: z.url() }),
    errors: ['identity.realm_missing', 'onboarding.provider_unknown', 'onboarding.provider_failed'],
  },
  removeOwnLink: {
    method: 'POST',
    path: '/onboarding/links/:provider/remove',
    summary: 'Let the account at the provider sign in no more',
    permission: 'session.security',
    params: z.object({ provider: providerKey }),
    response: empty,
    errors: ['identity.realm_missing', 'onboarding.provider_unknown', 'onboarding.last_way_in'],
  },
  listProviders: {
    method: 'GET',
    path: '/onboarding/providers',
    summary: 'Every provider with its settings; a secret is never shown again',
    permission: 'security.write',
    response: z.object({ items: z.array(provider) }),
    errors: [],
  },
  saveProvider: {
    method: 'PUT',
    path: '/onboarding/providers/:key',
    summary: 'Enter or change a provider; without a secret the one that is kept stays',
    permission: 'security.write',
    params: z.object({ key: providerKey }),
    body: settingsOfProvider.extend({ clientSecret: z.string().max(500).optional() }),
    response: provider,
    errors: ['onboarding.provider_url_wrong'],
  },
  deleteProvider: {
    method: 'DELETE',
    path: '/onboarding/providers/:key',
    summary: 'Forget a provider and every account that was linked through it',
    permission: 'security.write',
    params: z.object({ key: providerKey }),
    response: empty,
    errors: ['onboarding.provider_unknown'],
  },
  testProvider: {
    method: 'POST',
    path: '/onboarding/providers/:key/test',
    summary: 'Ask the provider what can be asked without a person, and say step by step what failed',
    permission: 'security.write',
    ratePerMinute: 20,
    params: z.object({ key: providerKey }),
    response: z.object({ steps: z.array(z.object({ step: z.enum(PROVIDER_STEPS), ok: z.boolean(), detail: z.string() })) }),
    errors: ['onboarding.provider_unknown'],
  },
});

import { createHmac } from 'node:crypto';
import type { Realm } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { betterAuth } from 'better-auth';
import { phoneNumber, username } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import { hashPassword, verifyPassword } from './password.ts';

/** How long a session lives at most, and how long without a request. Staff's sessions end after a quarter of an hour of silence. */
export const SESSION_SECONDS = {
  member: { lifetime: 30 * 24 * 60 * 60, idle: 30 * 24 * 60 * 60 },
  console: { lifetime: 12 * 60 * 60, idle: 15 * 60 },
} as const satisfies Record<Realm, { lifetime: number; idle: number }>;

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

export type RealmAuthOptions = {
  db: Kysely<Record<never, never>>;
  secret: string;
  publicUrl: string;
  clock: () => Date;
  /** Whether the code is the phone's live one; true once. */
  spendCode: (guess: { phoneKey: string; code: string }) => Promise<boolean>;
};
export type RealmAuth = ReturnType<typeof createRealmAuth>;

export function cookiePrefixOf(realm: Realm): string {
  return `tessera-${realm}`;
}

/**
 * better-auth for one realm. The realms share their tables and differ in cookie names, in the key that signs cookies, and in the logins they
 * can ask for. Its own HTTP routes are never mounted: it is called from `create-identity.ts` only. Cookies are `Secure` where `publicUrl`
 * is https.
 */
export function createRealmAuth(realm: Realm, options: RealmAuthOptions) {
  return betterAuth({
    baseURL: options.publicUrl,
    secret: createHmac('sha256', options.secret).update(`tessera/identity/${realm}`).digest('hex'),
    database: { db: options.db, type: 'postgres', schemaName: 'identity' },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: cookiePrefixOf(realm),
      database: { generateId: () => newId(), validateSchema: false },
      ipAddress: { disableIpTracking: true },
    },
    emailAndPassword: { enabled: true, disableSignUp: true, password: { hash: hashPassword, verify: verifyPassword } },
    user: {
      fields: { emailVerified: 'email_verified', ...times },
      additionalFields: { realm: { type: 'string', required: true, input: false } },
    },
    session: {
      expiresIn: SESSION_SECONDS[realm].lifetime,
      disableSessionRefresh: true,
      fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...times },
    },
    account: {
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    // The last time a session was seen is ours to keep, by the clock that it is compared with.
    databaseHooks: { session: { create: { before: async (session) => ({ data: { ...session, updatedAt: options.clock() } }) } } },
    verification: { fields: { expiresAt: 'expires_at', ...times } },
    plugins: [
      username({
        displayUsername: false,
        usernameNormalization: false,
        usernameValidator: () => true,
        minUsernameLength: 1,
        maxUsernameLength: 100,
        schema: { user: { fields: { username: 'login' } } },
      }),
      phoneNumber({
        // Codes are made, sent and counted by ourselves; the plugin asks whether one is right and then signs in.
        sendOTP: () => {},
        verifyOTP: ({ phoneNumber: phoneKey, code }) => options.spendCode({ phoneKey, code }),
        schema: { user: { fields: { phoneNumber: 'phone_key', phoneNumberVerified: 'phone_verified' } } },
      }),
    ],
  });
}

import { createHmac } from 'node:crypto';
import type { Realm } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { betterAuth } from 'better-auth';
import type { Kysely } from 'kysely';
import { sessionOpener } from './session-opener.ts';

/** How long a session lives at most. How long without a request, the settings say for staff. */
export const SESSION_SECONDS = { member: 30 * 24 * 60 * 60, console: 12 * 60 * 60 } as const satisfies Record<Realm, number>;

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

export type RealmAuthOptions = {
  db: Kysely<Record<never, never>>;
  secret: string;
  publicUrl: string;
  clock: () => Date;
};
export type RealmAuth = ReturnType<typeof createRealmAuth>;

export function cookiePrefixOf(realm: Realm): string {
  return `tessera-${realm}`;
}

/**
 * better-auth for one realm: it makes, reads and ends sessions and their cookies. The realms share their tables and differ in cookie
 * names and in the key that signs cookies. Its own HTTP routes are never mounted. Cookies are `Secure` where `publicUrl` is https.
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
    user: {
      fields: { emailVerified: 'email_verified', ...times },
      additionalFields: { realm: { type: 'string', required: true, input: false } },
    },
    session: {
      expiresIn: SESSION_SECONDS[realm],
      disableSessionRefresh: true,
      fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...times },
      additionalFields: {
        signedInBy: { type: 'string', required: true, input: false, fieldName: 'signed_in_by' },
        secondFactorAt: { type: 'date', required: false, input: false, fieldName: 'second_factor_at' },
        ticketHash: { type: 'string', required: false, input: false, fieldName: 'ticket_hash' },
      },
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
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: { ...session, createdAt: options.clock(), updatedAt: options.clock() } }) } },
    },
    verification: { fields: { expiresAt: 'expires_at', ...times } },
    plugins: [sessionOpener()],
  });
}

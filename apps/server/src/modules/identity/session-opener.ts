import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

const body = z.object({
  userId: z.string(),
  signedInBy: z.string(),
  address: z.string(),
  secondFactorAt: z.date().nullable(),
  ticketHash: z.string().nullable(),
});

/** Gives better-auth one call of our own: a session for a user whom we have recognised ourselves. It has no route. */
export function sessionOpener() {
  return {
    id: 'session-opener',
    endpoints: {
      openSession: createAuthEndpoint.serverOnly({ method: 'POST', body }, async (endpoint) => {
        const { userId, address, ...facts } = endpoint.body;
        const { internalAdapter } = endpoint.context;
        const user = await internalAdapter.findUserById(userId);
        if (!user) throw new APIError('UNAUTHORIZED');
        const session = await internalAdapter.createSession(userId, false, { ...facts, ipAddress: address });
        if (!session) throw new Error('better-auth made no session');
        await setSessionCookie(endpoint, { session, user }, false);
        return endpoint.json({ sessionId: session.id, name: user.name });
      }),
    },
  } satisfies BetterAuthPlugin;
}

import { AppError, REALMS } from '@tessera/contract';
import type { FastifyInstance } from 'fastify';
import type { Limiter } from './platform/http/limiter.ts';

const BODY_MAX_BYTES = 64 * 1024;
/** A CAS server speaks for a whole campus from one address; in the busiest minute some hundreds leave. */
const PER_MINUTE = 600;

type CasLogout = { limiter: Limiter; clock: () => Date; endSession: (logoutRequest: string) => Promise<void> };

/**
 * `POST /member/sign-in/callback`: a CAS server posts its log-out requests to the very address that it sent the browser to (CAS 3.0, 2.3.3).
 * It is answered alike whatever it names, and counted by address before it is read.
 */
export async function serveCasLogout(http: FastifyInstance, { limiter, clock, endSession }: CasLogout): Promise<void> {
  await http.register(async (scope) => {
    scope.addHook('onRequest', async (request) => {
      const seconds = limiter.hit({ caller: `casLogout ${request.ip}`, perMinute: PER_MINUTE }, clock().getTime());
      if (seconds > 0) throw new AppError('request.rate_limited', { seconds });
    });
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: BODY_MAX_BYTES }, (_request, body, done) =>
      done(null, new URLSearchParams(String(body)).get('logoutRequest') ?? ''),
    );
    for (const realm of REALMS) {
      scope.post<{ Body: unknown }>(`/${realm}/sign-in/callback`, async (request, reply) => {
        if (typeof request.body === 'string' && request.body !== '') await endSession(request.body);
        return reply.code(204).send();
      });
    }
  });
}

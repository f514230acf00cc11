import { REALMS } from '@tessera/contract';
import type { FastifyInstance } from 'fastify';

const BODY_MAX_BYTES = 64 * 1024;

/**
 * `POST /member/sign-in/callback`: a CAS server posts its log-out requests to the very address that it sent the browser to (CAS 3.0, 2.3.3).
 * It is answered alike whatever it names.
 */
export async function serveCasLogout(http: FastifyInstance, endSession: (logoutRequest: string) => Promise<void>): Promise<void> {
  await http.register(async (scope) => {
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

import { AppError } from '@tessera/contract';
import type { FastifyInstance } from 'fastify';
import type { Call } from './platform/bind.ts';
import type { Limiter } from './platform/http/limiter.ts';

const BODY_MAX_BYTES = 4 * 1024;
/** A mail provider asks for all of its mailboxes from few addresses. */
const PER_MINUTE = 120;
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

type ReportStop = {
  limiter: Limiter;
  clock: () => Date;
  stop: (call: Pick<Call, 'requestId' | 'address' | 'now'>, stopKey: string) => Promise<unknown>;
};

/**
 * `POST /console/stop-report?key=`: a mail program's own button to unsubscribe posts to the address of the page that asks a person (RFC 8058).
 * What the form says is not needed; only a GET must change nothing.
 */
export async function serveReportStop(http: FastifyInstance, { limiter, clock, stop }: ReportStop): Promise<void> {
  await http.register(async (scope) => {
    scope.addHook('onRequest', async (request) => {
      const seconds = limiter.hit({ caller: `reportStop ${request.ip}`, perMinute: PER_MINUTE }, clock().getTime());
      if (seconds > 0) throw new AppError('request.rate_limited', { seconds });
    });
    for (const form of FORMS) {
      scope.addContentTypeParser(form, { parseAs: 'string', bodyLimit: BODY_MAX_BYTES }, (_request, _body, done) => done(null, undefined));
    }
    scope.post<{ Querystring: { key?: unknown } }>('/console/stop-report', async (request, reply) => {
      await stop({ requestId: request.id, address: request.ip, now: clock() }, String(request.query.key ?? ''));
      return reply.code(204).send();
    });
  });
}

import { AppError } from '@tessera/contract';
import type { FastifyInstance } from 'fastify';
import { acceptNotification, type ChannelsParts } from './modules/channels/index.ts';
import { headersOf } from './platform/http/headers.ts';
import type { Limiter } from './platform/http/limiter.ts';

/** A notification is some two kilobytes. */
const BODY_MAX_BYTES = 64 * 1024;
/** Channels send from a few addresses, and try again what is not taken. */
const RATE_PER_MINUTE = 1_200;
/** WeChat Pay sends JSON, Alipay a form; both are signed to the byte. */
const TYPES = ['application/json', 'application/x-www-form-urlencoded', 'text/plain'];

/**
 * `POST /api/channels/:channel/notify`: a channel tells what became of a payment or a refund. Nobody is signed in: the signature over the
 * bytes decides, and each channel gets the answer in its own words.
 */
export async function serveChannelNotifications(
  http: FastifyInstance,
  { channels, limiter, clock }: { channels: ChannelsParts; limiter: Limiter; clock: () => Date },
): Promise<void> {
  await http.register(async (scope) => {
    scope.removeContentTypeParser(TYPES);
    for (const type of TYPES)
      scope.addContentTypeParser(type, { parseAs: 'string', bodyLimit: BODY_MAX_BYTES }, (_request, body, done) => done(null, body));
    scope.post<{ Params: { channel: string }; Body: unknown }>('/api/channels/:channel/notify', async (request, reply) => {
      const seconds = limiter.hit({ caller: `channel notification ${request.ip}`, perMinute: RATE_PER_MINUTE }, clock().getTime());
      if (seconds > 0) throw new AppError('request.rate_limited', { seconds });
      const body = typeof request.body === 'string' ? request.body : '';
      const answer = await acceptNotification(channels, request.params.channel, { headers: headersOf(request), body });
      return reply.code(answer.status).type(answer.type).send(answer.body);
    });
  });
}

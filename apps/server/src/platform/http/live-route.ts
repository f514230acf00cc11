import { AppError } from '@tessera/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../ctx.ts';
import type { LiveHub } from '../live.ts';
import { callerOf } from './serve-routes.ts';

/** A comment line that often keeps proxies from closing a silent stream. */
const HEARTBEAT_MS = 20_000;
/** What may wait for a client that does not read. */
const UNREAD_MAX_BYTES = 64 * 1024;
/** Streams that one process keeps open at once; beyond it a client polls and tries again. */
const STREAMS_MAX = 10_000;
/** Of one person or device: their tabs and phones. */
const STREAMS_PER_CALLER_MAX = 20;

export type LiveRoute = {
  hub: LiveHub;
  authenticate: (request: FastifyRequest) => Promise<Actor> | Actor;
  /** The topics an actor may hear; none means that it has no stream. */
  topicsOf: (actor: Actor) => readonly string[];
};

/** `GET /api/live`: server-sent events of what concerns the caller. Ends when the server stops; the client reconnects. */
export function serveLive(app: FastifyInstance, live: LiveRoute): void {
  const open = new Map<() => void, string>();
  app.addHook('preClose', async () => {
    for (const close of open.keys()) close();
  });
  app.get('/api/live', async (request, reply) => {
    const actor = await live.authenticate(request);
    const topics = live.topicsOf(actor);
    const caller = callerOf(actor, request.ip);
    if (topics.length === 0) throw new AppError('request.unauthenticated');
    if (open.size >= STREAMS_MAX || countOf(open, caller) >= STREAMS_PER_CALLER_MAX) throw new AppError('request.busy');
    reply.hijack();
    const stream = reply.raw;
    // What every answer bears; a hijacked one has to take it along.
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) stream.setHeader(name, value);
    stream.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-request-id': request.id,
    });
    stream.write('retry: 2000\n\n');
    const send = (text: string) => {
      stream.write(text);
      // Who does not read is cut off, and comes back to look at everything anew.
      if (stream.writableLength > UNREAD_MAX_BYTES) close();
    };
    const unsubscribe = live.hub.subscribe(topics, (event) => send(`data: ${JSON.stringify(event)}\n\n`));
    const heartbeat = setInterval(() => void beat(), HEARTBEAT_MS);
    // A stream must not outlive the session that opened it.
    const beat = async () => {
      const still = await Promise.resolve(live.authenticate(request)).then(live.topicsOf, () => topics);
      if (still.join() === topics.join()) send(': still here\n\n');
      else close();
    };
    const close = () => {
      clearInterval(heartbeat);
      unsubscribe();
      open.delete(close);
      stream.end();
    };
    open.set(close, caller);
    request.raw.on('close', close);
  });
}

function countOf(open: ReadonlyMap<unknown, string>, caller: string): number {
  let count = 0;
  for (const one of open.values()) if (one === caller) count += 1;
  return count;
}

import { AppError, type LiveEvent } from '@tessera/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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
/** Public ones of one address, behind which a whole office may sit. */
const PUBLIC_PER_ADDRESS_MAX = 100;

export type LiveRoute = {
  hub: LiveHub;
  authenticate: (request: FastifyRequest) => Promise<Actor> | Actor;
  /** The topics an actor may hear; none means that it has no stream. */
  topicsOf: (actor: Actor) => readonly string[];
  /** What everybody may hear, signed in or not. */
  publicTopics: readonly string[];
};

/**
 * `GET /api/live`: server-sent events of what concerns the caller; `GET /api/live/public`: of what concerns everybody, signed in or not. They
 * end when the server stops; the client reconnects.
 */
export function serveLive(app: FastifyInstance, live: LiveRoute): void {
  const open: OpenStreams = new Map();
  app.addHook('preClose', async () => {
    for (const close of open.keys()) close();
  });
  app.get('/api/live', async (request, reply) => {
    const actor = await live.authenticate(request);
    const topics = live.topicsOf(actor);
    if (topics.length === 0) throw new AppError('request.unauthenticated');
    const topicsNow = async () => live.topicsOf(await live.authenticate(request));
    stream({ request, reply, hub: live.hub, open }, { topics, topicsNow, caller: callerOf(actor, request.ip), max: STREAMS_PER_CALLER_MAX });
  });
  app.get('/api/live/public', async (request, reply) => {
    const topics = live.publicTopics;
    const caller = `public:${request.ip}`;
    stream({ request, reply, hub: live.hub, open }, { topics, topicsNow: async () => topics, caller, max: PUBLIC_PER_ADDRESS_MAX });
  });
}

/** How to end each stream, and whose it is. */
type OpenStreams = Map<() => void, string>;
type Place = { request: FastifyRequest; reply: FastifyReply; hub: LiveHub; open: OpenStreams };
/** What is heard, and what the caller may hear at this moment: a stream must not outlive the session that opened it. */
type Heard = { topics: readonly string[]; topicsNow: () => Promise<readonly string[]>; caller: string; max: number };

function stream({ request, reply, hub, open }: Place, { topics, topicsNow, caller, max }: Heard): void {
  if (open.size >= STREAMS_MAX || countOf(open, caller) >= max) throw new AppError('request.busy');
  reply.hijack();
  const out = reply.raw;
  // What every answer bears; a hijacked one has to take it along.
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) out.setHeader(name, value);
  out.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // A connection that has carried a stream is not kept for more: a server that stops would wait for it.
    connection: 'close',
    'x-request-id': request.id,
  });
  out.write('retry: 2000\n\n');
  const send = (text: string) => {
    out.write(text);
    // Who does not read is cut off, and comes back to look at everything anew.
    if (out.writableLength > UNREAD_MAX_BYTES) close();
  };
  const tell = (event: LiveEvent) => send(`data: ${JSON.stringify(event)}\n\n`);
  const mayStill = async () => (await topicsNow().catch((error: unknown) => (error instanceof AppError ? [] : topics))).join() === topics.join();
  /** While it is looked up whether the listener may still hear; until then nothing is told. */
  let looking = Promise.resolve(true);
  let looks = 0;
  const unsubscribe = hub.subscribe(topics, (event) => {
    if (event.kind === 'guardians') {
      looks += 1;
      looking = looking.then(mayStill).finally(() => (looks -= 1));
    }
    if (looks === 0) return tell(event);
    looking.then((may) => (may ? tell(event) : close())).catch(close);
  });
  const beat = async () => {
    if (await mayStill()) send(': still here\n\n');
    else close();
  };
  const heartbeat = setInterval(() => void beat(), HEARTBEAT_MS);
  const close = () => {
    clearInterval(heartbeat);
    unsubscribe();
    open.delete(close);
    out.end();
  };
  open.set(close, caller);
  request.raw.on('close', close);
}

function countOf(open: ReadonlyMap<unknown, string>, caller: string): number {
  let count = 0;
  for (const one of open.values()) if (one === caller) count += 1;
  return count;
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createFaultBook } from './modules/audit/index.ts';
import type { Actor } from './platform/ctx.ts';
import type { Database } from './platform/database.ts';
import { toAppError } from './platform/http/problem.ts';

const NOBODY: Actor = { kind: 'anonymous', permissions: new Set() };

type Parts = {
  database: Database;
  clock: () => Date;
  authenticate: (request: FastifyRequest) => Promise<Actor> | Actor;
  onFault: (error: unknown) => void;
};

/** Writes down which requests failed through a fault of ours, so that a person's request number leads to it. Added before the routes. */
export function noteFaults(http: FastifyInstance, parts: Parts): void {
  const note = createFaultBook(parts);
  const actorOf = async (request: FastifyRequest) => parts.authenticate(request);
  http.addHook('onError', async (request, _reply, error) => {
    if (toAppError(error) !== undefined) return;
    const { method, url = '' } = { method: request.method, url: request.routeOptions.url };
    // It failed perhaps because nobody could be looked up.
    const actor = await actorOf(request).catch(() => NOBODY);
    await note({ requestId: request.id, route: `${method} ${url}`, actor, error });
  });
}

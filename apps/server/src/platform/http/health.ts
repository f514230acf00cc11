import { timingSafeEqual } from 'node:crypto';
import { AppError } from '@tessera/contract';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

export type Health = {
  registry: Registry;
  /** When set, `/metrics` asks for it as a bearer token; else it answers this machine only. */
  metricsToken: string | undefined;
  /** Resolves when the server can do its work; rejects or answers false when it cannot. */
  isReady: () => Promise<boolean>;
};

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `/health/live` says that the process runs, `/health/ready` that it can serve, `/metrics` how it does. */
export function serveHealth(app: FastifyInstance, health: Health): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await health.isReady().catch(() => false);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not_ready' });
  });
  app.get('/metrics', async (request, reply) => {
    const allowed = health.metricsToken ? bears(request.headers.authorization, health.metricsToken) : LOOPBACK.has(request.ip);
    if (!allowed) throw new AppError('request.unauthenticated');
    return reply.type(health.registry.contentType).send(await health.registry.metrics());
  });
}

function bears(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

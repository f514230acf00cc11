import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = {
  registry: Registry;
  observe: (app: FastifyInstance) => void;
  /** A figure that is asked for whenever somebody looks; absent while `read` answers nothing. */
  gauge: (name: string, help: string, read: () => Promise<number | undefined>) => void;
};

/** A registry with the process's own figures and the time of every route by status. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'tessera_' });
  const seconds = new Histogram({
    name: 'tessera_http_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const observe = (app: FastifyInstance) => {
    app.addHook('onResponse', (request, reply, next) => {
      seconds.observe({ method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode }, reply.elapsedTime / 1000);
      next();
    });
  };
  const gauge: Metrics['gauge'] = (name, help, read) => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const value = await read();
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  };
  return { registry, observe, gauge };
}

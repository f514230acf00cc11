import type { FastifyInstance } from 'fastify';
import type { Tills } from './modules/payments/index.ts';

/** `GET /api/terminal/socket`: the till's WebSocket. Who it is comes in its first message, never in the address. */
export function serveTills(http: FastifyInstance, tills: Tills): void {
  http.get('/api/terminal/socket', { websocket: true }, (socket) => tills.serve(socket));
}

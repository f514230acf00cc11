import underPressure from '@fastify/under-pressure';
import websocket from '@fastify/websocket';
import { AppError } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from '../log.ts';
import { sendProblem } from './problem.ts';
import { apiHeaders, securityHeaders } from './security-headers.ts';
import { endSilentConnections } from './silent-connections.ts';

/** Bytes of a request body: a bulk of 100 charges is about 25 kB. */
const BODY_MAX_BYTES = 256 * 1024;
const SOCKET_MESSAGE_MAX_BYTES = 16 * 1024;
/** Beyond this delay of the event loop, requests are turned away with 503 instead of piling up. */
const EVENT_LOOP_DELAY_MAX_MS = 4_000;
const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;

export type HttpOptions = { log: Logger; trustProxy: boolean; https: boolean };

/** A Fastify server with our errors, headers and limits, and no routes yet. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = options.log;
  const headers = securityHeaders({ https: options.https });
  const answerHeaders = apiHeaders(headers);
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    // What is logged of a request names it by itself; a logger made for each would cost a charge more than its own log.
    childLoggerFactory: (log) => log,
    // The nearest proxy is ours; what it was told by those before it, anybody can claim.
    trustProxy: options.trustProxy ? (_address, hop) => hop === 0 : false,
    bodyLimit: BODY_MAX_BYTES,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : newId();
    },
    // A path that no route can be looked up for passes by the hooks.
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers).header('x-request-id', request.id);
      sendProblem(request, reply, error);
    },
  });
  await app.register(underPressure, { maxEventLoopDelay: EVENT_LOOP_DELAY_MAX_MS, exposeStatusRoute: false });
  await app.register(websocket, { options: { maxPayload: SOCKET_MESSAGE_MAX_BYTES } });
  endSilentConnections(app);
  app.addHook('onRequest', (request, reply, next) => {
    reply.headers(request.url.startsWith('/api/') ? answerHeaders : headers).header('x-request-id', request.id);
    next();
  });
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error));
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new AppError('request.not_found')));
  return app;
}

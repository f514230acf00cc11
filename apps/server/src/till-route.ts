import { AppError } from '@tessera/contract';
import type { FastifyInstance } from 'fastify';
import type { Tries } from './device-tries.ts';
import type { Tills } from './modules/payments/index.ts';

/** Sockets that one address may hold open: a campus behind one address has hundreds of tills. */
const SOCKETS_PER_ADDRESS_MAX = 1_000;
/** Of one terminal: the one in use, and those that broke without a word and are not noticed yet. */
const SOCKETS_PER_TERMINAL_MAX = 8;
/** The code with which a socket is closed that did not say who it is. */
const UNAUTHENTICATED = 4401;

/**
 * `GET /api/terminal/socket`: the till's WebSocket. Who it is comes in its first message, never in the address. An address that holds too
 * many, or that showed too many wrong tokens, is turned away before the upgrade.
 */
export function serveTills(http: FastifyInstance, tills: Tills, tries: Tries): void {
  const open = createCounts();
  http.get(
    '/api/terminal/socket',
    {
      websocket: true,
      preValidation: async (request) => {
        tries.admit(request.ip);
        if (open.of(request.ip) >= SOCKETS_PER_ADDRESS_MAX) throw new AppError('request.busy');
      },
    },
    (socket, request) => {
      const leave = open.enter(request.ip);
      socket.on('close', leave);
      tills.serve({
        send: (text) => socket.send(text),
        on: (event: 'message' | 'close', listener: (data: Buffer) => void) => socket.on(event, listener),
        close: (code, reason) => {
          if (code === UNAUTHENTICATED) countFailure(tries, request.ip);
          socket.close(code, reason);
        },
      });
    },
  );
}

/** The socket is closed anyway; from the next one on the address is turned away. */
function countFailure(tries: Tries, address: string): void {
  try {
    tries.failed(address);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

type Follow = (terminalId: string, listener: () => void) => () => void;

/** Bounds how many sockets of one terminal follow its payments. @throws AppError `request.busy` */
export function boundedFollow(follow: Follow): Follow {
  const following = createCounts();
  return (terminalId, listener) => {
    if (following.of(terminalId) >= SOCKETS_PER_TERMINAL_MAX) throw new AppError('request.busy');
    const leave = following.enter(terminalId);
    const unfollow = follow(terminalId, listener);
    return () => {
      leave();
      unfollow();
    };
  };
}

/** How many of each name are there; a name without any is forgotten. */
function createCounts() {
  const counts = new Map<string, number>();
  const change = (name: string, by: 1 | -1): void => {
    const next = (counts.get(name) ?? 0) + by;
    if (next === 0) counts.delete(name);
    else counts.set(name, next);
  };
  return {
    of: (name: string) => counts.get(name) ?? 0,
    /** Answers how to leave; once. */
    enter: (name: string): (() => void) => {
      let isIn = true;
      change(name, 1);
      return () => {
        if (isIn) change(name, -1);
        isIn = false;
      };
    },
  };
}

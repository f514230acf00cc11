import { hash as hashOf } from 'node:crypto';
import { AppError } from '@tessera/contract';
import { LRUCache } from 'lru-cache';
import type { Limiter } from './platform/http/limiter.ts';

/** Wrong tokens and dead sessions that one address may show in a minute, before it is turned away unread. */
const FAILURES_PER_MINUTE = 300;
/** Devices whose token was right lately: a neighbour behind the same address must not lock them out. */
const TRUSTED_MAX = 20_000;
const TRUSTED_MS = 24 * 3_600_000;

type Find<Found> = (token: string) => Found | undefined | Promise<Found | undefined>;

export type Tries = {
  /** Before anything is looked up. @throws AppError `request.rate_limited` for an address that failed too often, unless the token is known */
  admit(address: string, token?: string): void;
  /** Counts a failure. @throws AppError `request.rate_limited` from the one on that is too much */
  failed(address: string): void;
  /** The same look-up, which remembers that a token was right; it costs nothing where the answer was remembered already. */
  trusting<Found>(find: Find<Found>): Find<Found>;
};

/** One count of failures per address, for every door at which somebody shows who they are. */
export function createTries(limiter: Limiter, clock: () => Date): Tries {
  const trusted = new LRUCache<string, true>({ max: TRUSTED_MAX, ttl: TRUSTED_MS });
  const count = (address: string, weight: number): number =>
    limiter.hit({ caller: `authenticate ${address}`, perMinute: FAILURES_PER_MINUTE, weight }, clock().getTime());
  const nameOf = (token: string) => hashOf('sha256', token, 'base64url');
  return {
    admit(address, token) {
      const seconds = count(address, 0);
      if (seconds > 0 && !(token !== undefined && trusted.has(nameOf(token)))) throw new AppError('request.rate_limited', { seconds });
    },
    failed(address) {
      const seconds = count(address, 1);
      if (seconds > 0) throw new AppError('request.rate_limited', { seconds });
    },
    trusting: (find) => (token) => {
      const found = find(token);
      if (!(found instanceof Promise)) return found;
      return found.then((facts) => {
        if (facts !== undefined) trusted.set(nameOf(token), true);
        return facts;
      });
    },
  };
}

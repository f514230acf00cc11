import { LRUCache } from 'lru-cache';

/** Callers that one process keeps counts for; the longest silent is forgotten first. */
const CALLERS_MAX = 50_000;
const WINDOW_MS = 60_000;

export type Limiter = {
  /** Counts `weight` requests of a caller, 1 without it. Returns 0 when they may pass, else the seconds to wait. */
  hit(request: { caller: string; perMinute: number; weight?: number }, nowMs: number): number;
};

/**
 * Requests per minute and caller, in fixed windows, per process. One limiter counts HTTP and the till's socket alike,
 * which is why it is not a plugin of the HTTP server.
 */
export function createLimiter(): Limiter {
  const windows = new LRUCache<string, { startMs: number; count: number }>({ max: CALLERS_MAX });
  return {
    hit({ caller, perMinute, weight = 1 }, nowMs) {
      const window = windows.get(caller);
      const isOver = !window || nowMs - window.startMs >= WINDOW_MS;
      const current = isOver ? { startMs: nowMs, count: 0 } : window;
      if (isOver) windows.set(caller, current);
      current.count += weight;
      return current.count <= perMinute ? 0 : Math.ceil((current.startMs + WINDOW_MS - nowMs) / 1000);
    },
  };
}

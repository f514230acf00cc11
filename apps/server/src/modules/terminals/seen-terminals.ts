import type { Id } from '@tessera/kernel';

/** So "last seen" is at most this old, and a till that charges ten times a second is written once a minute. */
const FLUSH_EVERY_MS = 60_000;

export type SeenTerminals = {
  /** Costs a look into a set: call it on every request of a terminal. */
  touch: (terminalId: Id<'terminal'>) => void;
  /** Writes what was seen since the last time; the timer does it once a minute. */
  flush: () => Promise<void>;
  /** Stops the timer and writes the rest. */
  close: () => Promise<void>;
};

/** Gathers which terminals were seen and hands them to `write` once a minute. What could not be written is tried again with the next. */
export function watchSeenTerminals(write: (terminalIds: Id<'terminal'>[]) => Promise<void>, onFailure: (error: unknown) => void): SeenTerminals {
  const seen = new Set<Id<'terminal'>>();
  const flush = async () => {
    if (seen.size === 0) return;
    const batch = [...seen];
    seen.clear();
    try {
      await write(batch);
    } catch (error) {
      for (const terminalId of batch) seen.add(terminalId);
      onFailure(error);
    }
  };
  const timer = setInterval(flush, FLUSH_EVERY_MS);
  timer.unref();
  return {
    touch: (terminalId) => void seen.add(terminalId),
    flush,
    close: () => {
      clearInterval(timer);
      return flush();
    },
  };
}

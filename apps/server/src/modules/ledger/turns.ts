import { MAX_CHARGES_PER_BATCH } from './charge-batch.ts';

/** Longer than a full batch takes: a lane that waits for somebody's lock, or for a lost database, does not hold up the others. */
const PATIENCE_MS = 25;
/**
 * From the beginning of one call to the next; the first after a pause goes at once. At a middling rate calls of a few charges each would take twice the
 * processor time, and the tills wait longer for that than for this.
 */
const PACE_MS = 3;

export type Turn = {
  /** Whether this lane may send now, with so many charges waiting. When not, it is woken later. */
  mayBegin(queued: number): boolean;
  begin(): void;
  end(): void;
};

/**
 * Whose turn it is. A call costs as much as a dozen charges, so lanes send one after the other, and what arrives meanwhile gathers
 * in larger batches; a lane with a full batch waits for nobody.
 */
export type Turns = { join(wake: () => void): Turn };

export function createTurns(): Turns {
  const wakes: (() => void)[] = [];
  let sending = 0;
  let beganAtMs = Number.NEGATIVE_INFINITY;
  return {
    join(wake) {
      const place = wakes.push(wake);
      let timer: NodeJS.Timeout | undefined;
      return {
        mayBegin(queued) {
          const leftMs = beganAtMs + (sending === 0 ? PACE_MS : PATIENCE_MS) - performance.now();
          if (leftMs <= 0 || queued >= MAX_CHARGES_PER_BATCH) return true;
          clearTimeout(timer);
          timer = setTimeout(wake, leftMs + 1);
          return false;
        },
        begin() {
          sending += 1;
          beganAtMs = performance.now();
          clearTimeout(timer);
        },
        end() {
          sending -= 1;
          // The lane after this one comes first, so that each gets its turn.
          for (const next of [...wakes.slice(place), ...wakes.slice(0, place)]) next();
        },
      };
    },
  };
}

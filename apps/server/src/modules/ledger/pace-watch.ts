/** Small batches are all fixed cost and say nothing about the plan. */
const LEAST_CHARGES = 64;
const WARM_UP_BATCHES = 50;
const SLOW_BATCHES = 20;
const TIMES_SLOWER = 3;
const REST_BATCHES = 2_000;

export type PaceWatch = {
  /** Whether the connection should be renewed: a session may sit on a stale plan and run at a fifth of the speed for ever. */
  isLagging(charges: number, tookMs: number): boolean;
};

/** Compares each batch's time per charge with the usual one (a running mean that forgets); twenty slow batches in a row are a verdict. */
export function createPaceWatch(): PaceWatch {
  let seen = 0;
  let slow = 0;
  let resting = 0;
  let usualMs = 0;
  return {
    isLagging(charges, tookMs) {
      if (charges < LEAST_CHARGES) return false;
      const perChargeMs = tookMs / charges;
      if (resting > 0) resting--;
      if (seen < WARM_UP_BATCHES) {
        usualMs += (perChargeMs - usualMs) / ++seen;
        return false;
      }
      slow = perChargeMs > usualMs * TIMES_SLOWER ? slow + 1 : 0;
      if (slow === 0) usualMs += (perChargeMs - usualMs) / 100;
      if (slow < SLOW_BATCHES || resting > 0) return false;
      slow = 0;
      resting = REST_BATCHES;
      return true;
    },
  };
}

import type { Outcome } from './load/messages.ts';
import type { Party, Used } from './processor.ts';

/** One line in one round. */
export type Measured = {
  readonly charges: number;
  readonly tps: number;
  /** Absent where a line has no waiting client. */
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  /** Processor time per charge. */
  readonly cpuMicros: Readonly<Partial<Record<Party, number>>>;
  /** Of one processor, while it measured. */
  readonly generatorShare?: number;
  readonly othersShare: number;
  /** What the server approved in this line, with the warm-up. */
  readonly approvedCount: number;
  readonly approvedMinor: number;
  readonly refusals: Readonly<Record<string, number>>;
};

export function measuredOf(outcome: Outcome, used: Used): Measured {
  const { charges, p50Ms, p99Ms, approvedCount, approvedMinor, refusals } = outcome;
  return {
    charges,
    tps: charges / outcome.seconds,
    p50Ms,
    p99Ms,
    cpuMicros: perCharge(used, charges),
    generatorShare: (used.micros.generator ?? 0) / (used.seconds * 1e6),
    othersShare: used.othersShare,
    approvedCount,
    approvedMinor,
    refusals,
  };
}

export function perCharge(used: Used, charges: number): Partial<Record<Party, number>> {
  return Object.fromEntries(Object.entries(used.micros).map(([party, micros]) => [party, micros / charges]));
}

/** A line that no door was asked in. */
export function measuredWithoutDoor(charges: number, used: Used, tookMs?: { readonly p50Ms: number; readonly p99Ms: number }): Measured {
  return {
    ...tookMs,
    charges,
    tps: charges / used.seconds,
    cpuMicros: perCharge(used, charges),
    othersShare: used.othersShare,
    approvedCount: 0,
    approvedMinor: 0,
    refusals: {},
  };
}

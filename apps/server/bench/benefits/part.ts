import type { Ground } from '../ground.ts';
import { quantile } from '../statistics.ts';

/** What a part works on: one database for all of them, and how much of the full size. */
export type Stage = { readonly ground: Ground; readonly scale: number; readonly say: (text: string) => void };

/** A line of the table. `most` is what was promised; a yardstick has none. */
export type Figure = {
  readonly what: string;
  readonly p50?: number;
  /** What counts against `most`: the 99th hundredth of many, or the one that there is. */
  readonly value: number;
  readonly unit: 'ms' | 's' | 'MB';
  readonly most?: number;
};

/** Measures, proves what it measured, and throws where a sum is not right. */
export type Part = (stage: Stage) => Promise<Figure[]>;

export function sized(full: number, scale: number): number {
  return Math.max(1, Math.round(full * scale));
}

/** How long something takes once. */
export async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const beganAt = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - beganAt) / 1_000 };
}

export function figureOf(what: string, tookMs: readonly number[], most?: number): Figure {
  const sorted = tookMs.toSorted((a, b) => a - b);
  return { what, p50: quantile(sorted, 0.5), value: quantile(sorted, 0.99), unit: 'ms', ...(most !== undefined && { most }) };
}

export function isKept({ value, most }: Figure): boolean {
  return most === undefined || value <= most;
}

/** @throws Error that names what differs */
export function same(what: string, found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
}

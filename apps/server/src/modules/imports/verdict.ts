import type { ImportProblem } from '@tessera/contract';

export type Outcome = 'new' | 'changed' | 'unchanged' | 'wrong';
/** `column` is null when the whole row is meant; `row` is the other row that it clashes with. */
export type Trouble = { column: string | null; problem: ImportProblem; row?: number };
/** What becomes of one row. Holds no cell, so that it may be kept when the rows are gone. */
export type Verdict = { outcome: Outcome; troubles?: Trouble[]; targetId?: string };

export type Counts = { new_count: number; changed_count: number; unchanged_count: number; wrong_count: number };

export function countsOf(verdicts: readonly Verdict[]): Counts {
  const counted = { new: 0, changed: 0, unchanged: 0, wrong: 0 };
  for (const { outcome } of verdicts) counted[outcome] += 1;
  return { new_count: counted.new, changed_count: counted.changed, unchanged_count: counted.unchanged, wrong_count: counted.wrong };
}

import { TAKE_BACK_DAYS } from '@tessera/contract';
import type { TopUpRow } from './queries.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether it is soon enough after it was given, and not taken back yet. Pure. */
export function mayComeBack({ taken_back_id: takenBackId, at }: Pick<TopUpRow, 'taken_back_id' | 'at'>, now: Date): boolean {
  return takenBackId === null && now.getTime() - at.getTime() <= TAKE_BACK_DAYS * DAY_MS;
}

import { TAKE_BACK_DAYS } from '@tessera/contract';
import { DAY_MS } from '@tessera/kernel';
import type { TopUpRow } from './queries.ts';

/** Whether it is soon enough after it was given, and not taken back yet. Pure. */
export function mayComeBack({ taken_back_id: takenBackId, at }: Pick<TopUpRow, 'taken_back_id' | 'at'>, now: Date): boolean {
  return takenBackId === null && now.getTime() - at.getTime() <= TAKE_BACK_DAYS * DAY_MS;
}

import { ProblemError } from '@tessera/contract/client';
import { isUnanswered } from '../keyed-call.ts';

/** What is still to be sent when the first of these got this answer: one that was refused leaves the others, a full case leaves none. Pure. */
export function leftAfter<Photo>(waiting: readonly Photo[], failure: unknown): readonly Photo[] {
  if (isUnanswered(failure)) return waiting;
  const isFull = failure instanceof ProblemError && failure.code === 'disputes.too_many_photos';
  return isFull ? [] : waiting.slice(1);
}

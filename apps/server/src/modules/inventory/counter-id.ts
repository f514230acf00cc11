import { createHash } from 'node:crypto';
import type { Id } from '@tessera/kernel';

/** The counter of a quota, or of a standing area, in one session: a quota counts in each session by itself. The same two give the same one ever after. */
export function counterIdOf(eventSessionId: Id<'eventSession'>, quotaId: string): Id<'counter'> {
  const hex = createHash('sha256').update(`${eventSessionId} ${quotaId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as Id<'counter'>; // In the shape of an id.
}

import { z } from 'zod';
import { id, instant } from './schemas.ts';

export const cardView = z.object({
  id: id<'card'>(),
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  /** The one card of a holder without a name: frozen, taken back or registered, but never made void by itself. */
  isAnonymous: z.boolean(),
  kind: z.enum(['physical', 'virtual']),
  status: z.enum(['active', 'frozen', 'void']),
  /** The last four digits of the UID or of the virtual card's handle. */
  tail: z.string(),
  issuedAt: instant,
  frozenAt: instant.nullable(),
});
export type Card = z.input<typeof cardView>;

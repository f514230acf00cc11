import { id } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

/** `guardianId`: who did it in the holder's place. */
const cardTurned = z.object({
  cardId: id<'card'>(),
  memberId: id<'member'>(),
  tail: z.string(),
  at: z.iso.datetime(),
  guardianId: id<'member'>().nullable(),
});
export type CardTurned = z.infer<typeof cardTurned>;

/** Whoever did it: reported lost, or stopped at the desk. */
export const cardFrozen = defineEvent('cards.cardFrozen', cardTurned);
export const cardUnfrozen = defineEvent('cards.cardUnfrozen', cardTurned);

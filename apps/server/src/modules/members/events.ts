import { id } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

/** How many members are entered at once, at most. */
export const BATCH_MAX = 500;

/** Members were entered; their wallets and virtual cards follow. */
export const membersAdded = defineEvent('members.membersAdded', z.object({ memberIds: z.array(id<'member'>()).min(1).max(BATCH_MAX) }));

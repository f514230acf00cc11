import { id } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

/** How many members are entered at once, at most. */
export const BATCH_MAX = 500;

const memberIds = z.array(id<'member'>()).min(1).max(BATCH_MAX);

/** Members were entered; their wallets and virtual cards follow. */
export const membersAdded = defineEvent('members.membersAdded', z.object({ memberIds }));

/** Members left; their users, in the same order, may not stay signed in. */
export const membersClosed = defineEvent('members.membersClosed', z.object({ memberIds, userIds: z.array(id<'user'>()).min(1).max(BATCH_MAX) }));

import { id } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

/** New wallets and whose they are, in the same order; at most as many as members are added at once. */
export const walletsOpened = defineEvent(
  'wallets.walletsOpened',
  z.object({ walletIds: z.array(id<'wallet'>()), memberIds: z.array(id<'member'>()) }),
);

import { on } from '../../platform/events.ts';
import { membersAdded } from '../members/index.ts';
import { openWallets } from './open-wallets.ts';

/** A new member gets a wallet by itself. */
export const walletsJobs = [on(membersAdded, 'wallets.openWallets', openWallets)];

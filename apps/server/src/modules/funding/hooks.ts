import type { ChannelHooks } from '../channels/index.ts';
import { isKeyUsed } from '../ledger/index.ts';
import { TOP_UP_PURPOSE } from './open-top-up.ts';
import { onPartPaid, onPartRefused } from './settle-withdrawal.ts';
import { creditTopUp } from './top-up-hooks.ts';

/** What funding does about orders at channels, for the server to put together with the other purposes. */
export const FUNDING_HOOKS: ChannelHooks = {
  [TOP_UP_PURPOSE]: {
    onPaid: creditTopUp,
    // Nothing was posted, so nothing is to be taken back; whoever waits hears of the order live.
    onClosed: async () => undefined,
    onRefunded: onPartPaid,
    onRefundFailed: onPartRefused,
    isKeyUsed,
    // A withdrawal is held until the channel says; only then does it leave the wallet.
    refundsBooked: 'settled',
  },
};

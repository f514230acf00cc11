import { on } from '../../platform/events.ts';
import { type AnyJob, defineDirectJob } from '../../platform/jobs.ts';
import { closurePaymentEnded } from '../funding/index.ts';
import { goOnAfter } from './advance-closure.ts';
import type { ClosuresParts } from './begin-closure.ts';
import { CLOSE_WALLETS, closeWallets } from './close-wallets.ts';
import { LOOK_AT_LEAVERS, lookAtLeavers } from './create-closure-round.ts';

/** Subscribed as the module is loaded, so that whoever publishes knows of it. */
const AFTER_PAYMENT = on(closurePaymentEnded, 'closures.goOnAfter', goOnAfter);

export function createClosuresJobs(parts: ClosuresParts): AnyJob[] {
  return [
    { mode: 'transaction', ...LOOK_AT_LEAVERS, run: lookAtLeavers },
    defineDirectJob(CLOSE_WALLETS.name, CLOSE_WALLETS.schema, ({ database }, { closureRoundId }) => closeWallets(database, parts, closureRoundId)),
    AFTER_PAYMENT,
  ];
}

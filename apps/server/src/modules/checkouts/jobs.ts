import { on } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { paymentRefunded } from '../payments/index.ts';
import { giveBackShares } from './give-back-shares.ts';

/** What others bore of a payment follows its refunds. */
export const checkoutsJobs: AnyJob[] = [on(paymentRefunded, 'checkouts.giveBackShares', giveBackShares)];

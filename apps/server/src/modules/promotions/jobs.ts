import { every } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { expireDue } from './coupon-queries.ts';
import { ISSUE_NEXT, issueNext } from './issue-to-audience.ts';
import { releaseOverdue } from './settle-reservation.ts';

/** Coupons that one run marks. */
const COUPONS_PER_RUN = 5_000;

export const promotionsJobs: AnyJob[] = [
  { mode: 'transaction', ...ISSUE_NEXT, run: issueNext },
  every('* * * * *', 'promotions.releaseOverdue', releaseOverdue),
  every('*/5 * * * *', 'promotions.expireCoupons', (ctx) => expireDue(ctx, COUPONS_PER_RUN)),
];

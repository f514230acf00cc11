import { DAY_MS } from '@tessera/kernel';
import { z } from 'zod';
import { on } from '../../platform/events.ts';
import { forgetting } from '../../platform/forgetting.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { merchantSuspended } from '../organizations/index.ts';
import { expireVouchers } from './expire-vouchers.ts';
import { deleteLoosePhotos } from './photo-queries.ts';
import { beginToTell, TELL_OF_SUSPENSION, tellOfSuspension } from './tell-of-suspension.ts';
import { THANK, thank } from './thank.ts';

export const redemptionsJobs: AnyJob[] = [
  {
    mode: 'direct',
    name: 'redemptions.expireVouchers',
    schema: z.unknown(),
    cron: '*/7 * * * *',
    run: async ({ database, requestId }) => {
      const faults: unknown[] = [];
      await expireVouchers(database, (error) => faults.push(error), requestId);
      // What went back stays back; the job is told of as failed, so that somebody looks why the others did not.
      if (faults.length > 0) throw new AggregateError(faults, 'vouchers that are over could not be given back');
    },
  },
  on(merchantSuspended, 'redemptions.beginToTell', beginToTell),
  { mode: 'transaction', ...TELL_OF_SUSPENSION, run: tellOfSuspension },
  { mode: 'transaction', ...THANK, run: thank },
  forgetting({
    name: 'redemptions.forgetPhotos',
    cron: '20 4 * * *',
    forget: (ctx, limit) => deleteLoosePhotos(ctx, { before: new Date(ctx.now.getTime() - DAY_MS), limit }),
  }),
];

import { every } from '../../platform/events.ts';
import { forgetting } from '../../platform/forgetting.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { endOfAge } from './end-of-age.ts';
import { deleteInvitations } from './queries.ts';

export const guardiansJobs: readonly AnyJob[] = [
  every('*/10 * * * *', 'guardians.endOfAge', endOfAge),
  forgetting({
    name: 'guardians.forgetInvitations',
    cron: '50 4 * * *',
    forget: (ctx, limit) => deleteInvitations(ctx, { before: ctx.now, limit }),
  }),
];

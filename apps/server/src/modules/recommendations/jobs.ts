import { every } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { makePairs } from './make-pairs.ts';

export const recommendationsJobs: readonly AnyJob[] = [every('40 4 * * *', 'recommendations.makePairs', makePairs)];

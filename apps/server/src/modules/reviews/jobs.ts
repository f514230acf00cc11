import { every } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { scoreQuality } from './score-quality.ts';

export const reviewsJobs: readonly AnyJob[] = [every('*/10 * * * *', 'reviews.scoreQuality', scoreQuality)];

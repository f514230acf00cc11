import type { AnyJob } from '../../platform/jobs.ts';
import { GRANT_TO_AUDIENCE, grantToNextMembers } from './grant-to-audience.ts';
import { SPREAD_TERMS, spreadTerms } from './update-meal-plan.ts';

export const mealplansJobs: AnyJob[] = [
  { mode: 'transaction', ...GRANT_TO_AUDIENCE, run: grantToNextMembers },
  { mode: 'transaction', ...SPREAD_TERMS, run: spreadTerms },
];

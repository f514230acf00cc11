import { every } from '../../platform/events.ts';
import { deleteExpiredHandshakes } from './queries.ts';

export const onboardingJobs = [every('29 * * * *', 'onboarding.forgetHandshakes', deleteExpiredHandshakes)];

import { every } from '../../platform/events.ts';
import { forgetExpired } from './forget-expired.ts';

export const identityJobs = [every('23 * * * *', 'identity.forgetExpired', forgetExpired)];

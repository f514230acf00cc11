import { every } from '../../platform/events.ts';
import { turnGrants } from './turn-grants.ts';

export const organizationsJobs = [every('* * * * *', 'organizations.turnGrants', turnGrants)];

import { every } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { rotateOldKeys } from './organizer-keys.ts';

export function createTicketsJobs(secrets: SecretBox): AnyJob[] {
  return [every('25 4 * * *', 'tickets.rotateOldKeys', (ctx) => rotateOldKeys(ctx, secrets))];
}

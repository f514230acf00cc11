import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { endSessionOfTicket } from '../identity/index.ts';
import { ticketOfLogout } from './cas.ts';

const SYSTEM = systemActor('onboarding');

/** A CAS server says that somebody signed out there. Whoever knows the ticket may end its session and nothing else: the ticket is the secret. */
export async function endCasSession(parts: { database: Database; secrets: SecretBox }, logoutRequest: string): Promise<void> {
  const ticket = ticketOfLogout(logoutRequest);
  if (ticket === undefined) return;
  await parts.database.transaction(SYSTEM, {}, (ctx) => endSessionOfTicket(ctx, parts.secrets.keyedHash('cas-ticket', ticket)));
}

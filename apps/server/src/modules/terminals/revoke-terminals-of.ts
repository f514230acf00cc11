import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectLivingTerminals } from './queries.ts';
import { revokeTerminal } from './revoke-terminal.ts';

/** Every terminal of a merchant, for ever. Answers how many. */
export async function revokeTerminalsOf(ctx: Ctx, organizationId: Id<'organization'>): Promise<number> {
  const living = await selectLivingTerminals(ctx, organizationId);
  for (const terminalId of living) await revokeTerminal(ctx, { terminalId });
  return living.length;
}

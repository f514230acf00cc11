import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { updateLastSeen } from './queries.ts';

/** Writes down that these terminals were seen, all in one statement. Done as the system. */
export async function touchTerminals(ctx: Ctx, input: { terminalIds: readonly Id<'terminal'>[] }): Promise<void> {
  if (input.terminalIds.length > 0) await updateLastSeen(ctx, input.terminalIds);
}

import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { lockTerminal } from './queries.ts';
import { confinedTo, type Terminal } from './terminal.ts';

/** The terminal, locked until the end of the transaction; a foreign one is unknown. @throws AppError terminals.unknown */
export async function lockedTerminal(ctx: Ctx, terminalId: Id<'terminal'>): Promise<Terminal> {
  const terminal = await lockTerminal(ctx, terminalId);
  const own = confinedTo(ctx.actor);
  if (!terminal || (own !== undefined && own !== terminal.organizationId)) throw new AppError('terminals.unknown', { terminalId });
  return terminal;
}

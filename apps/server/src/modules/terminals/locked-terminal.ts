import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { mayLookAt } from '../organizations/index.ts';
import { lockTerminal } from './queries.ts';
import type { Terminal } from './terminal.ts';

/** The terminal, locked until the end of the transaction; a foreign one is unknown. @throws AppError terminals.unknown */
export async function lockedTerminal(ctx: Ctx, terminalId: Id<'terminal'>): Promise<Terminal> {
  const terminal = await lockTerminal(ctx, terminalId);
  if (!terminal || !mayLookAt(ctx.actor, terminal.organizationId)) throw new AppError('terminals.unknown', { terminalId });
  return terminal;
}

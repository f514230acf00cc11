import { AppError } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { describeTerminal, type TerminalDescription } from './describe-terminals.ts';
import { selectTerminal } from './queries.ts';

/** @throws AppError request.forbidden when who asks is no terminal, request.unauthenticated when it is one no longer */
export async function getOwnTerminal(ctx: Ctx): Promise<TerminalDescription> {
  if (ctx.actor.kind !== 'terminal') throw new AppError('request.forbidden');
  const terminal = await selectTerminal(ctx, ctx.actor.terminalId);
  if (terminal?.status !== 'active') throw new AppError('request.unauthenticated');
  return describeTerminal(ctx, terminal);
}

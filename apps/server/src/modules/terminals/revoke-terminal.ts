import type { InputOf, terminals } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { describeTerminal, type TerminalDescription } from './describe-terminals.ts';
import { lockedTerminal } from './locked-terminal.ts';
import { announceTerminal, dropCachedTerminal, tellTerminal } from './notices.ts';
import { updateTerminalRow } from './queries.ts';

/** For ever. A terminal that is revoked already stays as it is. @throws AppError terminals.unknown */
export async function revokeTerminal(ctx: Ctx, input: InputOf<typeof terminals.revokeTerminal>): Promise<TerminalDescription> {
  const terminal = await lockedTerminal(ctx, input.terminalId);
  if (terminal.status === 'revoked') return describeTerminal(ctx, terminal);
  await updateTerminalRow(ctx, terminal.id, {
    status: 'revoked',
    revoked_at: ctx.now,
    token_hash: null,
    enrolment_hash: null,
    enrolment_expires_at: null,
  });
  await dropCachedTerminal(ctx, terminal.id);
  await tellTerminal(ctx, terminal.id, { type: 'revoked' });
  await announceTerminal(ctx, terminal);
  await record(ctx, {
    action: 'terminals.revokeTerminal',
    targetKind: 'terminal',
    targetId: terminal.id,
    before: { status: terminal.status },
    after: { status: 'revoked' },
  });
  return describeTerminal(ctx, { ...terminal, status: 'revoked' });
}

import type { InputOf, OutputOf, terminals } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { lockedTerminal } from './locked-terminal.ts';
import { tellTerminal } from './notices.ts';
import { refuseRevoked } from './terminal.ts';

type Send = typeof terminals.sendTerminalMessage;

/** Nobody keeps the message: a till that is closed now never shows it. @throws AppError terminals.unknown, terminals.revoked */
export async function sendTerminalMessage(ctx: Ctx, input: InputOf<Send>): Promise<OutputOf<Send>> {
  const terminal = await lockedTerminal(ctx, input.terminalId);
  refuseRevoked(terminal);
  await tellTerminal(ctx, terminal.id, { type: 'message', text: input.text, sentAt: ctx.now.toISOString() });
  await record(ctx, {
    action: 'terminals.sendTerminalMessage',
    targetKind: 'terminal',
    targetId: terminal.id,
    after: { text: input.text },
  });
  return { sentAt: ctx.now };
}

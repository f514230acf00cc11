import type { SocketMessage } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { tellCaches } from '../../platform/cache-news.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { notify } from './queries.ts';
import type { Terminal } from './terminal.ts';

/** Every process hears what is sent here; the one that holds the till's socket passes the message on. */
export const TERMINALS_CHANNEL = 'tessera_terminals';

/** What a till is told. Of a `policy` only the fact travels: whoever holds the socket adds the terminal as it is then. */
export type TerminalNotice = { type: 'policy' } | Extract<SocketMessage, { type: 'message' | 'revoked' }>;

/** Delivered when this transaction commits, to open tills only. */
export async function tellTerminal(ctx: Ctx, terminalId: Id<'terminal'>, message: TerminalNotice): Promise<void> {
  await notify(ctx, TERMINALS_CHANNEL, { terminalId, message });
}

export async function dropCachedTerminal(ctx: Ctx, terminalId: Id<'terminal'>): Promise<void> {
  await tellCaches(ctx, 'terminal', [terminalId]);
}

/** Open consoles of the operator and of the terminal's merchant look again. */
export async function announceTerminal(ctx: Ctx, terminal: Pick<Terminal, 'id' | 'organizationId'>): Promise<void> {
  await notifyLive(ctx, 'operator', { kind: 'terminals', terminalId: terminal.id });
  await notifyLive(ctx, `merchant:${terminal.organizationId}`, { kind: 'terminals', terminalId: terminal.id });
}

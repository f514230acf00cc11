import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { hashToken } from './credentials.ts';
import { selectTerminalByTokenHash, selectTerminalsById } from './queries.ts';
import type { Terminal } from './terminal.ts';

/** The active terminal that holds this token, in one query, or `undefined`: a revoked one has no token any more. Asked as the system. */
export function findTerminalByToken(ctx: Ctx, token: string): Promise<Terminal | undefined> {
  return selectTerminalByTokenHash(ctx, hashToken(token));
}

/** For the lists of other modules, in one query. What the actor may not see is missing. */
export async function findTerminals(ctx: Ctx, ids: Iterable<Id<'terminal'>>): Promise<Map<Id<'terminal'>, Terminal>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  return new Map((await selectTerminalsById(ctx, wanted)).map((terminal) => [terminal.id, terminal]));
}

import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectShopsOf } from './queries.ts';

/** Where a member has paid since then. */
export async function findShopsOf(ctx: Ctx, memberId: Id<'member'>, since: Date): Promise<Set<Id<'organization'>>> {
  return new Set(await selectShopsOf(ctx, memberId, since));
}

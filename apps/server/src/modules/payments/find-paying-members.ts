import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectPayingMembers } from './queries.ts';

/** Of these members, those for whom money has moved: whoever has a payment of any kind. */
export async function findPayingMembers(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<Set<Id<'member'>>> {
  return memberIds.length === 0 ? new Set() : new Set(await selectPayingMembers(ctx, memberIds));
}

import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembersByNumber } from '../members/index.ts';

/** Whom a person at the counter may mean by `q`. */
export async function findHolders(ctx: Ctx, q: string): Promise<Id<'member'>[]> {
  const found = await findMembersByNumber(ctx, [q]);
  return [...found.values()].map((member) => member.id);
}

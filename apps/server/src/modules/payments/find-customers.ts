import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectCustomers } from './queries.ts';

/** Of these members, those who paid at the merchant's since then. */
export async function findCustomers(
  ctx: Ctx,
  of: { merchantId: Id<'organization'>; since: Date; memberIds: readonly Id<'member'>[] },
): Promise<Set<Id<'member'>>> {
  return of.memberIds.length === 0 ? new Set() : new Set(await selectCustomers(ctx, of));
}

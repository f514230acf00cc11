import { NECESSARY_PURPOSE, type Purpose } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectConsenting, selectCurrentNotice } from './notice-queries.ts';

/** Which of these members' data may be used for a purpose now; for the necessary one all of them. Asked by the system. */
export async function findConsenting(ctx: Ctx, memberIds: readonly Id<'member'>[], purpose: Purpose): Promise<ReadonlySet<Id<'member'>>> {
  if (purpose === NECESSARY_PURPOSE) return new Set(memberIds);
  const current = memberIds.length === 0 ? undefined : await selectCurrentNotice(ctx);
  return new Set(current ? await selectConsenting(ctx, { memberIds, purpose, version: current.version }) : []);
}

import type { audit, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { verificationView } from './verification.ts';
import { selectVerifications } from './verification-queries.ts';

type Output = OutputOf<typeof audit.listVerifications>;

/** Every walk over the chain and what it found, newest first. */
export async function listVerifications(ctx: Ctx, { cursor, limit }: InputOf<typeof audit.listVerifications>): Promise<Output> {
  const { items, nextCursor } = pageOf(await selectVerifications(ctx, { beforeId: idOfCursor(cursor), limit: limit + 1 }), limit);
  return { items: items.map(verificationView), nextCursor };
}

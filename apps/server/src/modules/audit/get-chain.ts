import type { audit, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { countPending, selectHead, selectLastTombstone, selectOldest, selectSeal } from './chain-queries.ts';

const PENDING_SHOWN_MAX = 10_000;

/** How many days records are kept; a setting, which lies in a module above this one. */
export type ReadRetention = (ctx: Ctx) => Promise<number>;

/** The end of the chain, to be written down outside: whoever has it can tell later whether the chain is still the same. */
export function createGetChain(retentionDays: ReadRetention) {
  return async (ctx: Ctx): Promise<OutputOf<typeof audit.getChain>> => {
    const head = await selectHead(ctx);
    const stone = await selectLastTombstone(ctx);
    const seal = await selectSeal(ctx, head.seq);
    return {
      head: { seq: head.seq, hash: head.hash.toString('hex'), sealedAt: seal?.sealed_at ?? null },
      pending: await countPending(ctx, PENDING_SHOWN_MAX),
      firstSeq: (stone?.last_seq ?? 0) + 1,
      oldestAt: (await selectOldest(ctx))?.at ?? null,
      prunedAt: stone?.pruned_at ?? null,
      retentionDays: await retentionDays(ctx),
    };
  };
}

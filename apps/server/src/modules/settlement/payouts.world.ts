import type { PayoutResult } from '@tessera/contract';
import { type Id, toMinor } from '@tessera/kernel';
import { balanceOf } from '../ledger/index.ts';
import { payableAccountOf } from '../merchants/index.ts';
import { getPayoutBatch, listPayouts, listPayoutsDue } from './list-payouts.ts';
import { makePayoutBatch } from './make-payout-batch.ts';
import { recordPayoutResult } from './record-payout-result.ts';
import { cancelPayoutBatch, releasePayoutBatch } from './release-payout-batch.ts';
import { type SettlementWorld, settlementWorld } from './settlement.world.ts';
import { verifySettlement } from './verify-settlement.ts';

const PAGE = { limit: 50 };
type BatchId = Id<'payoutBatch'>;

/** What people do about pay-outs: one makes them and hears the bank, another releases them. */
export async function payoutsWorld() {
  const world = await settlementWorld('2026-03-10T04:00:00Z');
  return { ...world, ...actsIn(world) };
}
export type PayoutsWorld = Awaited<ReturnType<typeof payoutsWorld>>;

function actsIn(world: SettlementWorld) {
  const make = (by = world.maker) => world.as(by, makePayoutBatch);
  const release = (payoutBatchId: BatchId, by = world.checker) => world.as(by, (ctx) => releasePayoutBatch(ctx, { payoutBatchId }));
  const linesOf = async (payoutBatchId: BatchId) => (await world.as(world.maker, (ctx) => listPayouts(ctx, { payoutBatchId, ...PAGE }))).items;
  return {
    make,
    release,
    linesOf,
    cancel: (payoutBatchId: BatchId) => world.as(world.maker, (ctx) => cancelPayoutBatch(ctx, { payoutBatchId })),
    say: (payoutId: Id<'payout'>, result: PayoutResult) =>
      world.as(world.maker, (ctx) => recordPayoutResult(ctx, { payoutId, result, ...(result === 'refused' && { reason: '户名不符' }) })),
    batch: (payoutBatchId: BatchId) => world.as(world.maker, (ctx) => getPayoutBatch(ctx, { payoutBatchId })),
    due: async () => (await world.as(world.maker, (ctx) => listPayoutsDue(ctx, PAGE))).items,
    owed: (merchantId: Id<'organization'>) => world.system(async (ctx) => balanceOf(ctx, await payableAccountOf(ctx, merchantId))),
    faults: () => world.system(verifySettlement),
    /** A month in which the first merchant served for 22.00 and the second for 40.00, closed. */
    closedMarch: async () => {
      await world.write(world.redemption());
      await world.write(world.redemption({ merchantId: world.merchantIds[1], agreedMinor: toMinor(4_000) }));
      world.setClock('2026-04-02T04:00:00Z');
      await world.closeMonth('2026-03');
    },
    sent: async () => {
      const { id } = await make();
      await release(id);
      return { id, lines: await linesOf(id) };
    },
  };
}

export function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`one row was expected, there are ${rows.length}`);
  return row;
}

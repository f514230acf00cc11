import { AUDIT_RETENTION_DAYS_MIN } from '@tessera/contract';
import { DAY_MS } from '@tessera/kernel';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Errand } from '../../platform/jobs.ts';
import { callPruneSealed } from './chain-queries.ts';
import type { ReadRetention } from './get-chain.ts';
import { record } from './record.ts';

/** Records of one transaction and one tombstone. */
const PRUNED_AT_ONCE = 10_000;
/** Of one night; the rest goes the next. */
const TURNS_MAX = 500;
/** The database looks at its own clock, which may be behind ours. */
const CLOCKS_APART_MS = 60 * 60 * 1000;

/** Removes what is sealed and older than the retention, stretch by stretch from the beginning of the chain. */
export function createPruneRecords(retentionDays: ReadRetention) {
  return async ({ database, requestId }: Errand): Promise<void> => {
    for (let turn = 0; turn < TURNS_MAX; turn += 1) {
      const pruned = await database.transaction(systemActor('audit.pruneRecords'), { requestId }, async (ctx) =>
        pruneStretch(ctx, { days: await retentionDays(ctx), limit: PRUNED_AT_ONCE }),
      );
      if (pruned < PRUNED_AT_ONCE) return;
    }
  };
}

/** Answers how many. The tombstone's hash goes into the log itself, and so into the chain that follows it. */
export async function pruneStretch(ctx: Ctx, { days, limit }: { days: number; limit: number }): Promise<number> {
  const kept = Math.max(days, AUDIT_RETENTION_DAYS_MIN) * DAY_MS;
  const before = new Date(ctx.now.getTime() - kept - CLOCKS_APART_MS);
  const pruned = await callPruneSealed(ctx, { before, limit });
  if (!pruned) return 0;
  const { firstSeq, lastSeq, hash } = pruned;
  const after = { firstSeq, lastSeq, before: before.toISOString(), hash: hash.toString('hex') };
  await record(ctx, { action: 'audit.pruneRecords', targetKind: 'audit', targetId: null, after });
  return lastSeq - firstSeq + 1;
}

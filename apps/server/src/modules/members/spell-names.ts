import { systemActor } from '../../platform/ctx.ts';
import type { Errand } from '../../platform/jobs.ts';
import { spellingOf } from './spelling.ts';
import { lockUnspelled, saveSpellings } from './spelling-queries.ts';

const NAMES_AT_ONCE = 500;
/** Batches in one run of the job; the next minute goes on. */
const BATCHES_A_RUN = 100;

/** Spells the names of members who were entered by a version that did not. Each batch is a transaction; one that finds nothing costs one look. */
export async function spellNames({ database, requestId }: Errand): Promise<void> {
  for (let batch = 0; batch < BATCHES_A_RUN; batch += 1) {
    const count = await database.transaction(systemActor('members'), { requestId }, async (ctx) => {
      const rows = await lockUnspelled(ctx, NAMES_AT_ONCE);
      await saveSpellings(
        ctx,
        rows.map(({ id, name }) => ({ id, ...spellingOf(name) })),
      );
      return rows.length;
    });
    if (count < NAMES_AT_ONCE) return;
  }
}

import { sql } from 'kysely';
import { trialBalance, verifyChain } from '../src/modules/ledger/index.ts';
import { systemActor } from '../src/platform/ctx.ts';
import type { Database } from '../src/platform/database.ts';

/** What the doors approved, as the load generator counted the answers. */
export type Approved = { readonly count: number; readonly minor: number };
export type Books = { readonly faults: readonly string[]; readonly transfers: number; readonly pages: number };

/** Whether the books are right after all that load: nothing lost, nothing twice, nothing changed. */
export async function checkBooks(database: Database, approved: Approved): Promise<Books> {
  return database.transaction(systemActor('bench'), { isolation: 'repeatable read' }, async (ctx) => {
    // It reads millions of rows.
    await sql`set local statement_timeout = '10min'`.execute(ctx.tx);
    const faults: string[] = [];
    for (const [unit, sum] of Object.entries((await trialBalance(ctx)).sumMinor))
      if (sum !== 0) faults.push(`the trial balance of ${unit} is ${sum}`);
    const check = await verifyChain(ctx);
    if (!check.intact) faults.push(`page ${check.page} of lane ${check.lane}: ${check.fault}`);
    // A till is the origin of what came through a door.
    const { rows } = await sql<{ transfers: number; count: number; minor: number }>`
      select count(*) as transfers, count(origin) as count, coalesce(sum(amount) filter (where origin is not null), 0)::bigint as minor
      from ledger.transfer where code <> 0`.execute(ctx.tx);
    const [booked] = rows;
    if (booked?.count !== approved.count || booked.minor !== approved.minor) {
      faults.push(`the tills were told of ${approved.count} charges of ${approved.minor}, the ledger holds ${booked?.count} of ${booked?.minor}`);
    }
    return { faults, transfers: booked?.transfers ?? 0, pages: check.intact ? check.pages : 0 };
  });
}

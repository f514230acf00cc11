import { dayAfter, toMinor } from '@tessera/kernel';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { allowLong } from '../../platform/long-statements.ts';
import { insertStatements, lockPeriod, sumDay, sumStatements, updatePeriod } from './period-queries.ts';
import { announceSettlement } from './person.ts';

const SUMMING = systemActor('settlement.sumPeriod');

/**
 * Sums a month that is cut off, one day a transaction, then writes its bills and payables. What was done stays done: run again, also at the
 * same time, it goes on where it stopped.
 */
export async function sumPeriod(database: Database, firstOn: string): Promise<void> {
  while (await database.transaction(SUMMING, {}, (ctx) => sumNext(ctx, firstOn)));
}

/** True while there is more to do. */
export async function sumNext(ctx: Ctx, firstOn: string): Promise<boolean> {
  const period = await lockPeriod(ctx, firstOn);
  if (period?.state !== 'closing') return false;
  await allowLong(ctx);
  await announceSettlement(ctx);
  if (period.summed_on !== period.last_on) {
    const day = period.summed_on === null ? firstOn : dayAfter(period.summed_on, 1);
    await sumDay(ctx, day);
    await updatePeriod(ctx, firstOn, { summed_on: day });
    return true;
  }
  await insertStatements(ctx, { firstOn, lastOn: period.last_on });
  const { bills, payables } = await sumStatements(ctx, firstOn);
  await updatePeriod(ctx, firstOn, {
    state: 'summed',
    summed_at: ctx.now,
    bills_minor: toMinor(bills),
    payables_minor: toMinor(payables),
    margin_minor: toMinor(bills - payables),
  });
  return false;
}

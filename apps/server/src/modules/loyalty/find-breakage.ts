import type { BusinessDay, Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type Breakage, selectBreakage } from './breakage-queries.ts';
import { selectPricesAt } from './queries.ts';

type ProgrammeBreakage = Breakage & { /** Undefined before any price was agreed. */ pricePerThousand: number | undefined };

/**
 * By programme: points whose last day was within the days and that nobody used, and what members hold by age, given up to so many days ago; the
 * last sum is of all that is older. With today's price. Reads every lot that is not used up.
 */
export async function findBreakage(
  ctx: Ctx,
  asked: { from: BusinessDay; to: BusinessDay; agesDays: readonly number[] },
): Promise<Map<Id<'pointsProgramme'>, ProgrammeBreakage>> {
  const rows = await selectBreakage(ctx, asked);
  const prices = await selectPricesAt(ctx, [...rows.keys()], ctx.now);
  return new Map([...rows].map(([id, row]) => [id, { ...row, pricePerThousand: prices.get(id) }]));
}

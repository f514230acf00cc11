import { businessDayOf, DAY_MS, type Id } from '@tessera/kernel';
import { qualityScore } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { countComplaints } from '../disputes/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { countSales } from '../payments/index.ts';
import { readSetting } from '../settings/index.ts';
import { putQuality, selectLowBefore, selectScoresOn, sumStars } from './quality-queries.ts';
import { tellOfLow } from './tell-parties.ts';

/** What a merchant did before that is forgiven. */
const LOOKED_AT_DAYS = 90;

/** By the clock: every merchant that was sold at, reviewed or complained about gets the score of the day; of one that fell below the line, somebody is told once. */
export async function scoreQuality(ctx: Ctx): Promise<void> {
  const zone = await timeZoneOf(ctx);
  const since = new Date(ctx.now.getTime() - LOOKED_AT_DAYS * DAY_MS);
  const today = businessDayOf(ctx.now, zone);
  const stars = new Map((await sumStars(ctx, since)).map((row) => [row.merchant_id, row]));
  const complaints = await countComplaints(ctx, since);
  const sales = await countSales(ctx, businessDayOf(since, zone));
  const ids = [...new Set([...stars.keys(), ...complaints.keys(), ...sales.keys()])].sort();
  const rows = ids.map((id) => {
    const facts = {
      starsSum: stars.get(id)?.sum ?? 0,
      reviewCount: stars.get(id)?.count ?? 0,
      upheldCount: complaints.get(id)?.upheld ?? 0,
      openCount: complaints.get(id)?.open ?? 0,
      saleCount: sales.get(id) ?? 0,
    };
    return { id, facts, score: qualityScore(facts) };
  });
  const line = await readSetting(ctx, 'reviews.lowScore');
  const told = await toldBefore(ctx, today, line);
  await putQuality(
    ctx,
    rows.map(({ id, score, facts }) => ({
      merchant_id: id,
      scored_on: today,
      score,
      stars_sum: facts.starsSum,
      review_count: facts.reviewCount,
      upheld_count: facts.upheldCount,
      open_count: facts.openCount,
      sale_count: facts.saleCount,
    })),
  );
  const fallen = rows.flatMap(({ id, score }) => (score !== null && score < line && !told.has(id) ? { id, score } : []));
  const merchants = await findOrganizations(
    ctx,
    fallen.map(({ id }) => id),
  );
  for (const { id, score } of fallen) await tellOfLow(ctx, { name: merchants.get(id)?.name ?? '', score, key: `${id} ${today}` });
}

/** Who was below the line at the last look, today's or an earlier day's. */
async function toldBefore(ctx: Ctx, today: Parameters<typeof selectScoresOn>[1], line: number): Promise<Set<Id<'organization'>>> {
  const low = await selectLowBefore(ctx, today, line);
  for (const [id, score] of await selectScoresOn(ctx, today)) {
    if (score !== null && score < line) low.add(id);
    else low.delete(id);
  }
  return low;
}

import type { InputOf, OutputOf, reviews } from '@tessera/contract';
import { businessDayOf, DAY_MS } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { findOrganizations } from '../organizations/index.ts';
import { readSetting } from '../settings/index.ts';
import { selectHistories, selectStandings } from './quality-queries.ts';

/** The change is counted from so many days before. */
const CHANGE_DAYS = 28;
const HISTORY_DAYS = 14;
const KEY_RANK = /^\d{1,3}$/;

type List = typeof reviews.listQuality;

/** The lowest first. */
export async function listQuality(ctx: Ctx, { cursor, limit, merchantId, only }: InputOf<List>): Promise<OutputOf<List>> {
  const line = await readSetting(ctx, 'reviews.lowScore');
  const from = businessDayOf(new Date(ctx.now.getTime() - CHANGE_DAYS * DAY_MS), await timeZoneOf(ctx));
  const [rank, id] = keyOfCursor(cursor, [KEY_RANK, KEY_ID]) ?? [];
  const rows = await selectStandings(ctx, from, {
    merchantId,
    below: only === 'low' ? line : undefined,
    isFalling: only === 'falling',
    after: rank && id ? { rank: Number(rank), id } : undefined,
    limit: limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [String(row.rank), row.merchant_id]);
  const ids = items.map((row) => row.merchant_id);
  const merchants = await asSystem(ctx, (system) => findOrganizations(system, ids));
  const histories = await selectHistories(ctx, ids, HISTORY_DAYS);
  return {
    items: items.map((row) => ({
      merchantId: row.merchant_id,
      merchantName: merchants.get(row.merchant_id)?.name ?? '',
      score: row.score,
      change: row.score === null || row.before_score === null ? null : row.score - row.before_score,
      history: histories.get(row.merchant_id) ?? [],
      isLow: row.score !== null && row.score < line,
      averageStars: row.review_count === 0 ? null : Math.round((row.stars_sum / row.review_count) * 10) / 10,
      reviewCount: row.review_count,
      upheldCount: row.upheld_count,
      openCount: row.open_count,
      saleCount: row.sale_count,
    })),
    nextCursor,
  };
}

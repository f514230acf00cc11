import { dayAfter, type Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { NOTICES_MAX, notifyAll } from '../notifications/index.ts';
import { lockLotsToWarnOf, markWarned } from './lot-queries.ts';
import { selectProgrammesById } from './queries.ts';

/** How many days before their end the holder of points is told, the closest first: who is told so close is told no more of what lies farther. */
const WARNED_DAYS_BEFORE = [1, 7, 30] as const;

/** Tells the next holders of points that end soon, at each of these distances once. Safe to run twice. Answers how many lots it looked at. */
export async function warnOfEnding(ctx: Ctx): Promise<number> {
  const today = await businessDayNow(ctx);
  for (const days of WARNED_DAYS_BEFORE) {
    const due = await lockLotsToWarnOf(ctx, { today, until: dayAfter(today, days), days, limit: NOTICES_MAX });
    if (due.length === 0) continue;
    await tell(ctx, due, days);
    await markWarned(
      ctx,
      due.map(({ id }) => id),
      days,
    );
    return due.length;
  }
  return 0;
}

type Ending = Awaited<ReturnType<typeof lockLotsToWarnOf>>[number];

/** One notice for all that ends on a day. */
async function tell(ctx: Ctx, due: readonly Ending[], days: number): Promise<void> {
  const programmes = new Map((await selectProgrammesById(ctx, [...new Set(due.map((lot) => lot.programme_id))])).map((row) => [row.id, row]));
  const sums = new Map<string, { lot: Ending; points: number }>();
  for (const lot of due) {
    const key = `${lot.member_id} ${lot.programme_id} ${lot.expires_on}`;
    sums.set(key, { lot: sums.get(key)?.lot ?? lot, points: (sums.get(key)?.points ?? 0) + lot.remaining });
  }
  await notifyAll(
    ctx,
    [...sums.values()].flatMap(({ lot, points }) => {
      const programme = programmes.get(lot.programme_id);
      if (!programme) return [];
      const params = { points, nameZh: programme.name_zh, nameEn: programme.name_en, day: lot.expires_on };
      const to: { memberId: Id<'member'> } = { memberId: lot.member_id };
      return [{ to, kind: 'points.ending' as const, params, key: `${lot.id} ${days}` }];
    }),
  );
}

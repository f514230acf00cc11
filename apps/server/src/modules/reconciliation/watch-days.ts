import { type BusinessDay, dayAfter } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow, timeZoneOf } from '../../platform/time-zone.ts';
import { type News, notifyAll } from '../notifications/index.ts';
import { findStaffHolding } from '../organizations/index.ts';
import { readSetting } from '../settings/index.ts';
import { type DaySummary, summariesOf } from './day-summary.ts';
import { firstOpenDay } from './first-day.ts';

/** More people than sit in any finance office. */
const DESK_MAX = 100;
/** Older days were told of in their own time. */
const WATCHED_DAYS = 7;

/** By the clock: tells finance of days with differences, and, past the time by which it should be, of days that nobody has closed. Each once. */
export async function watchDays(ctx: Ctx): Promise<void> {
  const days = await openDays(ctx);
  if (days.length === 0) return;
  const closeBy = await readSetting(ctx, 'reconciliation.closeBy');
  const isLate = timeOfDay(ctx.now, await timeZoneOf(ctx)) >= closeBy;
  const yesterday = await businessDayNow(ctx, 1);
  const news = days.flatMap((day) => newsOf(day, { closeBy, isLate: isLate || day.businessOn < yesterday }));
  if (news.length === 0) return;
  const desk = await findStaffHolding(ctx, 'reconciliation.write', DESK_MAX);
  for (const piece of news)
    await notifyAll(
      ctx,
      desk.map((staffId) => ({ ...piece, to: { staffId } })),
    );
}

/** Days that are over and still open, of the last ones. */
async function openDays(ctx: Ctx): Promise<DaySummary[]> {
  const [first, yesterday, oldest] = [await firstOpenDay(ctx), await businessDayNow(ctx, 1), await businessDayNow(ctx, WATCHED_DAYS)];
  if (first === null) return [];
  const days: BusinessDay[] = [];
  for (let day = first < oldest ? oldest : first; day <= yesterday; day = dayAfter(day, 1)) days.push(day);
  return summariesOf(ctx, days);
}

type Piece = News extends infer One ? (One extends News ? Omit<One, 'to'> : never) : never;

function newsOf({ businessOn: day, state, openCount }: DaySummary, { closeBy, isLate }: { closeBy: string; isLate: boolean }): Piece[] {
  const differ: Piece[] = state === 'differences' ? [{ kind: 'reconciliation.differences', params: { day, count: openCount }, key: day }] : [];
  return isLate ? [...differ, { kind: 'reconciliation.dayOpen', params: { day, time: closeBy }, key: day }] : differ;
}

/** `09:20`, as people there read it. */
function timeOfDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' }).format(at);
}

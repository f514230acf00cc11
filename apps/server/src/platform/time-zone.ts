import { type BusinessDay, businessDayOf, DAY_MS } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';

/** The operator's, in which every session of the database reads and writes times. */
export async function timeZoneOf(ctx: Ctx): Promise<string> {
  const { rows } = await sql<{ zone: string }>`select current_setting('TimeZone') as zone`.execute(ctx.tx);
  return rows[0]?.zone ?? 'UTC';
}

/** The business day that it is now, or was so many days ago. */
export async function businessDayNow(ctx: Ctx, daysAgo = 0): Promise<BusinessDay> {
  return businessDayOf(new Date(ctx.now.getTime() - daysAgo * DAY_MS), await timeZoneOf(ctx));
}

/** The instant at which a business day begins. */
export async function startOfDay(ctx: Ctx, day: BusinessDay): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select (${day}::date)::timestamp at time zone current_setting('TimeZone') as at`.execute(ctx.tx);
  return rows[0]?.at ?? new Date(`${day}T00:00:00Z`);
}

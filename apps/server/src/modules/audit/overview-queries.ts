import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { firstIdOf, type RecordRow } from './queries.ts';

/** Half-open, whole hours. */
export type Stretch = { from: Date; to: Date };
export type HourRow = { at: Date; signIns: number; refused: number; reads: number };
export type CountRow = { name: string; id: string | null; count: number };

/** The ways in which a sign-in fails: a wrong try, a wrong second factor, and the one that locks. */
const isSignIn = sql`(starts_with(action, 'identity.signIn') or action in ('identity.secondFactorFailed', 'identity.lockOut'))`;
/** By the id, which begins with the instant, since the index of outcomes is in its order. */
const inStretch = ({ from, to }: Stretch): RawBuilder<unknown> =>
  sql`outcome in ('refused', 'read') and id >= ${firstIdOf(from)}::uuid and id < ${firstIdOf(to)}::uuid`;

/** Only hours in which there was something. */
export async function selectHours(ctx: Ctx, stretch: Stretch): Promise<HourRow[]> {
  const { rows } = await sql<HourRow>`
    select date_trunc('hour', at, 'UTC') as at,
      (count(*) filter (where outcome = 'refused' and ${isSignIn}))::int as "signIns",
      (count(*) filter (where outcome = 'refused' and not ${isSignIn}))::int as refused,
      (count(*) filter (where outcome = 'read'))::int as reads
    from audit.record where ${inStretch(stretch)} group by 1 order by 1`.execute(ctx.tx);
  return rows;
}

/** Whose tries were refused most often; those who had not signed in are known by their addresses only. */
export async function selectTopActors(ctx: Ctx, stretch: Stretch, limit: number): Promise<(CountRow & { kind: RecordRow['actor_kind'] })[]> {
  const { rows } = await sql<CountRow & { kind: RecordRow['actor_kind'] }>`
    select actor_kind as kind, actor_id as id, max(actor_name) as name, count(*)::int as count
    from audit.record where ${inStretch(stretch)} and outcome = 'refused' and actor_kind <> 'anonymous'
    group by actor_kind, actor_id order by count desc, id limit ${limit}`.execute(ctx.tx);
  return rows;
}

export async function selectTop(ctx: Ctx, column: 'action' | 'address', of: Stretch & { limit: number }): Promise<CountRow[]> {
  const name = sql.ref(column);
  const { rows } = await sql<CountRow>`
    select ${name} as name, null as id, count(*)::int as count from audit.record
    where ${inStretch(of)} and outcome = 'refused' and ${name} is not null group by 1 order by count desc, 1 limit ${of.limit}`.execute(ctx.tx);
  return rows;
}

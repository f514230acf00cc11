import type { BusinessDay, Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { allowLong, PATIENT_SECONDS } from '../../platform/long-statements.ts';

export type Breakage = { expired: number; held: number[] };

type ProgrammeId = Id<'pointsProgramme'>;

/** Expired lots by the last day that they were good for; held ones by when they were given. */
export async function selectBreakage(
  ctx: Ctx,
  { from, to, agesDays }: { from: BusinessDay; to: BusinessDay; agesDays: readonly number[] },
): Promise<Map<ProgrammeId, Breakage>> {
  await allowLong(ctx, PATIENT_SECONDS);
  const found = new Map<ProgrammeId, Breakage>();
  const of = (id: ProgrammeId): Breakage => {
    const known = found.get(id) ?? { expired: 0, held: [...agesDays, 0].map(() => 0) };
    found.set(id, known);
    return known;
  };
  const expired = await sql<{ id: ProgrammeId; points: number }>`
    select programme_id as id, sum(expired)::bigint as points from loyalty.lot
    where expires_on between ${from}::date and ${to}::date and expired > 0 group by programme_id order by programme_id`.execute(ctx.tx);
  for (const { id, points } of expired.rows) of(id).expired = points;
  const held = await sql<{ id: ProgrammeId; age: number; points: number }>`
    select programme_id as id, sum(remaining)::bigint as points,
      (select count(*)::int from unnest(${agesDays}::int[]) as a(days) where lot.created_at < ${ctx.now}::timestamptz - make_interval(days => a.days)) as age
    from loyalty.lot where state in ('pending', 'active') and remaining > 0 group by programme_id, age order by programme_id`.execute(ctx.tx);
  for (const { id, age, points } of held.rows) of(id).held[age] = points;
  return found;
}

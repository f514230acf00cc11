import type { Id, Minor } from '@tessera/kernel';
import { toMinor } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SubsidiesTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SubsidiesTables>();

const COLUMNS = [
  'id',
  'name_zh',
  'name_en',
  'status',
  'everywhere',
  'merchant_ids',
  'categories',
  'expiry',
  'expires_after_days',
  'budget_minor',
  'account_id',
  'created_at',
] as const;

const programmes = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('subsidies.programme')
    .select([...COLUMNS, sql<string | null>`expires_on::text`.as('expires_on')]);

export type ProgrammeRow = Awaited<ReturnType<typeof selectProgrammesById>>[number];

export type ProgrammeFilter = { q?: string | undefined; status?: 'open' | 'closed' | undefined; beforeId?: Id<'programme'>; limit: number };

/** Newest first. */
export function selectProgrammes(ctx: Ctx, filter: ProgrammeFilter) {
  let query = programmes(ctx).orderBy('id', 'desc').limit(filter.limit);
  if (filter.q) query = query.where('search_name', 'like', containing(filter.q));
  if (filter.status) query = query.where('status', '=', filter.status);
  if (filter.beforeId) query = query.where('id', '<', filter.beforeId);
  return query.execute();
}

export function selectProgrammesById(ctx: Ctx, ids: readonly Id<'programme'>[]) {
  return programmes(ctx).where('id', '=', sql<Id<'programme'>>`any(${ids}::uuid[])`).execute();
}

/** Whoever gives of a programme, or changes it, holds this lock: the budget is counted by one at a time. */
export function lockProgramme(ctx: Ctx, programmeId: Id<'programme'>) {
  return programmes(ctx).where('id', '=', programmeId).forUpdate().executeTakeFirst();
}

/** False when the name is taken. */
export async function insertProgramme(ctx: Ctx, row: Insertable<SubsidiesTables['subsidies.programme']>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('subsidies.programme')
    .values(row)
    .onConflict((conflict) => conflict.column('search_name').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function isNameTaken(ctx: Ctx, name: { zh: string; en: string }, holderId: Id<'programme'>): Promise<boolean> {
  const holder = await tables(ctx)
    .selectFrom('subsidies.programme')
    .select('id')
    .where('search_name', '=', `${name.zh} ${name.en}`.toLowerCase())
    .where('id', '<>', holderId)
    .executeTakeFirst();
  return holder !== undefined;
}

export async function updateProgrammeRow(
  ctx: Ctx,
  programmeId: Id<'programme'>,
  change: Updateable<SubsidiesTables['subsidies.programme']>,
): Promise<void> {
  await tables(ctx).updateTable('subsidies.programme').set(change).where('id', '=', programmeId).execute();
}

export type Movement = 'granted' | 'spent' | 'expired' | 'taken_back';
export type ProgrammeTotals = Record<Movement, Minor>;
const NOTHING: ProgrammeTotals = { granted: toMinor(0), spent: toMinor(0), expired: toMinor(0), taken_back: toMinor(0) };

/** Over all days, by programme; one that never gave anything is all zeros. */
export async function selectTotals(ctx: Ctx, ids: readonly Id<'programme'>[]): Promise<(id: Id<'programme'>) => ProgrammeTotals> {
  const { rows } = await sql<ProgrammeTotals & { id: Id<'programme'> }>`
    select programme_id as id, sum(granted_minor)::bigint as granted, sum(spent_minor)::bigint as spent, sum(expired_minor)::bigint as expired,
      sum(taken_back_minor)::bigint as taken_back
    from subsidies.programme_day where programme_id = any(${ids}::uuid[]) group by programme_id`.execute(ctx.tx);
  const byId = new Map(rows.map(({ id, ...totals }) => [id, totals]));
  return (id) => byId.get(id) ?? NOTHING;
}

export type DayMovement = { programmeId: Id<'programme'>; businessOn: string; movement: Movement; amountMinor: number };

/** Adds up what moved; rows are locked in the order of their keys. */
export async function addToDays(ctx: Ctx, moved: readonly DayMovement[]): Promise<void> {
  if (moved.length === 0) return;
  await sql`
    insert into subsidies.programme_day as d (programme_id, business_on, granted_minor, spent_minor, expired_minor, taken_back_minor)
    select "programmeId", "businessOn", sum("amountMinor") filter (where movement = 'granted'), sum("amountMinor") filter (where movement = 'spent'),
      sum("amountMinor") filter (where movement = 'expired'), sum("amountMinor") filter (where movement = 'taken_back')
    from (
      select "programmeId", "businessOn", movement, "amountMinor" from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb)
        as r("programmeId" uuid, "businessOn" date, movement text, "amountMinor" bigint)
      union all
      select distinct "programmeId", "businessOn", kind, 0 from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb)
        as r("programmeId" uuid, "businessOn" date), unnest(array['granted', 'spent', 'expired', 'taken_back']) kind) m
    group by 1, 2 order by 1, 2
    on conflict (programme_id, business_on) do update set
      granted_minor = d.granted_minor + excluded.granted_minor, spent_minor = d.spent_minor + excluded.spent_minor,
      expired_minor = d.expired_minor + excluded.expired_minor, taken_back_minor = d.taken_back_minor + excluded.taken_back_minor`.execute(ctx.tx);
}

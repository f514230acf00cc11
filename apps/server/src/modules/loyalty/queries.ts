import type { POINTS_PROGRAMME_STATUSES } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import { confinedTo } from '../organizations/index.ts';
import type { LoyaltyTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<LoyaltyTables>();

const COLUMNS = [
  'id',
  'issuer_id',
  'name_zh',
  'name_en',
  'status',
  'expiry',
  'expiry_months',
  'expiry_year',
  'pending_days',
  'unit',
  'issued_account',
  'redeemed_account',
  'expired_account',
  'created_by_name',
  'created_at',
] as const;

/** The first of the two lines: an issuer's people see the programmes of their own organization, the operator's people and the system all. */
function seenBy(actor: Actor) {
  if (actor.kind === 'system') return sql<SqlBool>`true`;
  if (actor.kind !== 'staff') return sql<SqlBool>`false`;
  const own = confinedTo(actor);
  return own === undefined ? sql<SqlBool>`true` : sql<SqlBool>`programme.issuer_id = ${own}`;
}

const programmes = (ctx: Ctx) => tables(ctx).selectFrom('loyalty.programme').select(COLUMNS).where(seenBy(ctx.actor));
export type ProgrammeRow = Awaited<ReturnType<typeof selectProgrammesById>>[number];

/** For the queries on what belongs to programmes: those whose programme the actor sees. */
export function ofProgrammesSeenBy(actor: Actor, column: string) {
  if (actor.kind === 'system') return sql<SqlBool>`true`;
  return sql<SqlBool>`${sql.ref(column)} in (select programme.id from loyalty.programme where ${seenBy(actor)})`;
}

export type ProgrammeFilter = {
  q?: string | undefined;
  status?: (typeof POINTS_PROGRAMME_STATUSES)[number] | undefined;
  beforeId?: Id<'pointsProgramme'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectProgrammes(ctx: Ctx, filter: ProgrammeFilter) {
  let query = programmes(ctx).orderBy('id', 'desc').limit(filter.limit);
  if (filter.q) query = query.where('search_name', 'like', containing(filter.q));
  if (filter.status) query = query.where('status', '=', filter.status);
  if (filter.beforeId) query = query.where('id', '<', filter.beforeId);
  return query.execute();
}

export function selectProgrammesById(ctx: Ctx, ids: readonly Id<'pointsProgramme'>[]) {
  return programmes(ctx).where('id', '=', sql<Id<'pointsProgramme'>>`any(${ids}::uuid[])`).execute();
}

/** Whoever changes a programme or its price holds this lock; granting does not. */
export function lockProgramme(ctx: Ctx, programmeId: Id<'pointsProgramme'>) {
  return programmes(ctx).where('id', '=', programmeId).forUpdate().executeTakeFirst();
}

/** False when the name is taken. */
export async function insertProgramme(ctx: Ctx, row: Insertable<LoyaltyTables['loyalty.programme']>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('loyalty.programme')
    .values(row)
    .onConflict((conflict) => conflict.constraint('programme_name_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function isNameTaken(ctx: Ctx, name: { zh: string; en: string }, holder: ProgrammeRow): Promise<boolean> {
  const other = await tables(ctx)
    .selectFrom('loyalty.programme')
    .select('id')
    .where('search_name', '=', `${name.zh} ${name.en}`.toLowerCase())
    .where('issuer_id', 'is not distinct from', holder.issuer_id)
    .where('id', '<>', holder.id)
    .executeTakeFirst();
  return other !== undefined;
}

export async function updateProgramme(
  ctx: Ctx,
  programmeId: Id<'pointsProgramme'>,
  change: Updateable<LoyaltyTables['loyalty.programme']>,
): Promise<void> {
  await tables(ctx).updateTable('loyalty.programme').set(change).where('id', '=', programmeId).execute();
}

// ── Prices ──

const PRICE = [
  'id',
  'programme_id',
  'price_per_thousand',
  'state',
  'starts_at',
  'proposed_side',
  'proposed_by',
  'proposed_by_name',
  'proposed_at',
  'decided_by_name',
  'decided_at',
] as const;

const prices = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('loyalty.price')
    .select([...PRICE, sql<string | null>`wished_on::text`.as('wished_on')])
    .where(ofProgrammesSeenBy(ctx.actor, 'price.programme_id'));
export type PriceRow = Awaited<ReturnType<typeof selectProposals>>[number];

export function selectPrices(ctx: Ctx, page: { programmeId: Id<'pointsProgramme'>; beforeId?: Id<'pointPrice'> | undefined; limit: number }) {
  const query = prices(ctx).where('programme_id', '=', page.programmeId).orderBy('id', 'desc').limit(page.limit);
  return (page.beforeId ? query.where('id', '<', page.beforeId) : query).execute();
}

/** What waits for an answer, at most one of each programme. */
export function selectProposals(ctx: Ctx, ids: readonly Id<'pointsProgramme'>[]) {
  return prices(ctx).where('programme_id', '=', sql<Id<'pointsProgramme'>>`any(${ids}::uuid[])`).where('state', '=', 'proposed').execute();
}

export function selectPrice(ctx: Ctx, priceId: Id<'pointPrice'>) {
  return prices(ctx).where('id', '=', priceId).executeTakeFirst();
}

/** What holds at an instant, by programme; one on which nothing was agreed by then is missing. */
export async function selectPricesAt(ctx: Ctx, ids: readonly Id<'pointsProgramme'>[], at: Date): Promise<Map<Id<'pointsProgramme'>, number>> {
  const rows = await tables(ctx)
    .selectFrom('loyalty.price')
    .distinctOn('programme_id')
    .select(['programme_id', 'price_per_thousand'])
    .where('programme_id', '=', sql<Id<'pointsProgramme'>>`any(${ids}::uuid[])`)
    .where('state', '=', 'agreed')
    .where('starts_at', '<=', at)
    .orderBy('programme_id')
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.programme_id, row.price_per_thousand]));
}

/** False when another one waits already. */
export async function insertPrice(ctx: Ctx, row: Insertable<LoyaltyTables['loyalty.price']>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('loyalty.price')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function updatePrice(ctx: Ctx, priceId: Id<'pointPrice'>, change: Updateable<LoyaltyTables['loyalty.price']>): Promise<void> {
  await tables(ctx).updateTable('loyalty.price').set(change).where('id', '=', priceId).execute();
}

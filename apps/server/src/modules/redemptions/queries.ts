import type { BusinessDay, Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { RedemptionsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<RedemptionsTables>();
type RedemptionTable = RedemptionsTables['redemptions.redemption'];

export const REDEMPTION = [
  'id',
  'number',
  'way',
  'state',
  'member_id',
  'issuer_ids',
  'merchant_id',
  'shop_id',
  'terminal_id',
  'taken_by_name',
  'item_id',
  'category_id',
  'item_name',
  'quantity',
  'returned_quantity',
  'points',
  'cash_minor',
  'cash_left_minor',
  'discount_minor',
  'beside_minor',
  sql<BusinessDay>`business_on::text`.as('business_on'),
  'needs_photo',
  'accrual_id',
  'voucher_sealed',
  'wished_at',
  'note',
  sql<BusinessDay | null>`expires_on::text`.as('expires_on'),
  'answer_by',
  'answered_at',
  'answered_by_name',
  'created_at',
  'taken_at',
] as const;

/** Paid, and neither used nor given back. */
const OPEN = ['asked', 'waiting'] as const;

export type RedemptionRow = Awaited<ReturnType<typeof selectRedemptionsById>>[number];

export function selectRedemptionsById(ctx: Ctx, ids: readonly Id<'redemption'>[]) {
  return tables(ctx).selectFrom('redemptions.redemption').select(REDEMPTION).where('id', '=', sql<Id<'redemption'>>`any(${ids}::uuid[])`).execute();
}

/** Whoever changes a redemption holds its row. */
export function lockRedemption(ctx: Ctx, id: Id<'redemption'>): Promise<RedemptionRow | undefined> {
  return tables(ctx).selectFrom('redemptions.redemption').select(REDEMPTION).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export async function selectIdByVoucher(ctx: Ctx, voucherHash: string): Promise<Id<'redemption'> | undefined> {
  const row = await tables(ctx).selectFrom('redemptions.redemption').select('id').where('voucher_hash', '=', voucherHash).executeTakeFirst();
  return row?.id;
}

/** Whether a voucher of a member, or at a merchant, still waits to be taken, or a booking to be answered. */
export async function isWaitingFor(ctx: Ctx, whose: { memberId: Id<'member'> } | { merchantId: Id<'organization'> }): Promise<boolean> {
  const waiting = tables(ctx).selectFrom('redemptions.redemption').select('id').where('state', 'in', OPEN).limit(1);
  const theirs = 'memberId' in whose ? waiting.where('member_id', '=', whose.memberId) : waiting.where('merchant_id', '=', whose.merchantId);
  return (await theirs.executeTakeFirst()) !== undefined;
}

/** Vouchers and bookings that wait at a merchant, in the order of their ids. */
export function selectWaitingAt(ctx: Ctx, of: { merchantId: Id<'organization'>; afterId: Id<'redemption'> | null; limit: number }) {
  const query = tables(ctx)
    .selectFrom('redemptions.redemption')
    .select(['id', 'number', 'member_id', 'item_name'])
    .where('merchant_id', '=', of.merchantId)
    .where('state', 'in', OPEN)
    .orderBy('id')
    .limit(of.limit);
  return (of.afterId ? query.where('id', '>', of.afterId) : query).execute();
}

/** The next vouchers that are over, and bookings that nobody answered in time, passing those by that somebody else is at. */
export function lockDue(ctx: Ctx, of: { today: BusinessDay; after: string | null; limit: number }) {
  let query = tables(ctx)
    .selectFrom('redemptions.redemption')
    .select(['id', 'state'])
    .where((row) =>
      row.or([
        row.and([row('state', '=', 'waiting'), row('expires_on', '<', of.today)]),
        row.and([row('state', '=', 'asked'), row('answer_by', '<', ctx.now)]),
      ]),
    )
    .orderBy('id')
    .limit(of.limit)
    .forNoKeyUpdate()
    .skipLocked();
  if (of.after) query = query.where(sql<boolean>`id > ${of.after}::uuid`);
  return query.execute();
}

export async function insertRedemption(ctx: Ctx, row: Insertable<RedemptionTable>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('redemptions.redemption')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function updateRedemption(ctx: Ctx, id: Id<'redemption'>, change: Updateable<RedemptionTable>): Promise<void> {
  await tables(ctx).updateTable('redemptions.redemption').set(change).where('id', '=', id).execute();
}

export type NewSource = Insertable<RedemptionsTables['redemptions.source']> & { priceMinor: number; costMinor: number };

export async function insertSources(ctx: Ctx, rows: readonly NewSource[]): Promise<void> {
  if (rows.length === 0) return;
  const bare = rows.map(({ priceMinor: _price, costMinor: _cost, ...row }) => row);
  await tables(ctx).insertInto('redemptions.source').values(bare).execute();
  await sql`
    insert into redemptions.source_price (redemption_id, ordinal, issuer_id, price_minor, left_minor)
    select redemption_id, ordinal, issuer_id, "priceMinor", "priceMinor"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(redemption_id uuid, ordinal int, issuer_id uuid, "priceMinor" bigint)`.execute(
    ctx.tx,
  );
  await sql`
    insert into redemptions.source_cost (redemption_id, ordinal, cost_minor, left_minor)
    select redemption_id, ordinal, "costMinor", "costMinor"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(redemption_id uuid, ordinal int, "costMinor" bigint)`.execute(ctx.tx);
}

export async function insertDue(ctx: Ctx, row: Insertable<RedemptionsTables['redemptions.due']>): Promise<void> {
  await tables(ctx).insertInto('redemptions.due').values(row).execute();
}

export function selectDues(ctx: Ctx, ids: readonly Id<'redemption'>[]) {
  return tables(ctx)
    .selectFrom('redemptions.due')
    .select(['redemption_id', 'due_minor', 'left_minor'])
    .where('redemption_id', '=', sql<Id<'redemption'>>`any(${ids}::uuid[])`)
    .execute();
}

/** Each source with its price and its share of the merchant's, where the actor may see those. */
export function selectSources(ctx: Ctx, ids: readonly Id<'redemption'>[]) {
  return tables(ctx)
    .selectFrom('redemptions.source as s')
    .leftJoin('redemptions.source_price as p', (join) => join.onRef('p.redemption_id', '=', 's.redemption_id').onRef('p.ordinal', '=', 's.ordinal'))
    .leftJoin('redemptions.source_cost as c', (join) => join.onRef('c.redemption_id', '=', 's.redemption_id').onRef('c.ordinal', '=', 's.ordinal'))
    .select([
      's.redemption_id',
      's.ordinal',
      's.programme_id',
      's.issuer_id',
      's.points',
      's.points_left',
      's.draw_id',
      'p.left_minor as price_left',
      'c.left_minor as cost_left',
    ])
    .where('s.redemption_id', '=', sql<Id<'redemption'>>`any(${ids}::uuid[])`)
    .orderBy('s.redemption_id')
    .orderBy('s.ordinal')
    .execute();
}
export type SourceRow = Awaited<ReturnType<typeof selectSources>>[number];

export type SourceChange = { ordinal: number; points: number; price: number; cost: number };

/** Takes off what is left of the sources, and of what the merchant is owed for them. */
export async function lowerSources(ctx: Ctx, id: Id<'redemption'>, back: readonly SourceChange[]): Promise<void> {
  const json = JSON.stringify(back);
  const cost = back.reduce((sum, one) => sum + one.cost, 0);
  await sql`
    update redemptions.source s set points_left = s.points_left - b.points
    from jsonb_to_recordset(${json}::jsonb) as b(ordinal int, points bigint) where s.redemption_id = ${id} and s.ordinal = b.ordinal`.execute(ctx.tx);
  await sql`
    update redemptions.source_price s set left_minor = s.left_minor - b.price
    from jsonb_to_recordset(${json}::jsonb) as b(ordinal int, price bigint) where s.redemption_id = ${id} and s.ordinal = b.ordinal`.execute(ctx.tx);
  await sql`
    update redemptions.source_cost s set left_minor = s.left_minor - b.cost
    from jsonb_to_recordset(${json}::jsonb) as b(ordinal int, cost bigint) where s.redemption_id = ${id} and s.ordinal = b.ordinal`.execute(ctx.tx);
  await sql`update redemptions.due set left_minor = left_minor - ${cost} where redemption_id = ${id}`.execute(ctx.tx);
}

export async function insertGivingBack(ctx: Ctx, row: Insertable<RedemptionsTables['redemptions.giving_back']>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('redemptions.giving_back')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export function selectGivingsBack(ctx: Ctx, ids: readonly Id<'redemption'>[]) {
  return tables(ctx)
    .selectFrom('redemptions.giving_back')
    .select(['id', 'redemption_id', 'kind', 'quantity', 'points', 'forfeited_points', 'cash_minor', 'reason', 'by_name', 'at'])
    .where('redemption_id', '=', sql<Id<'redemption'>>`any(${ids}::uuid[])`)
    .orderBy('id')
    .execute();
}
export type GivingBackRow = Awaited<ReturnType<typeof selectGivingsBack>>[number];

/** What people wrote with it, of somebody who is forgotten. */
export async function dropNotesOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).updateTable('redemptions.redemption').set({ note: '', voucher_sealed: null }).where('member_id', '=', memberId).execute();
}

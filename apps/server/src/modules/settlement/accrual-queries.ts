import type { Id } from '@tessera/kernel';
import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { SettlementTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SettlementTables>();

export type AccrualRow = Insertable<SettlementTables['settlement.accrual']>;
export type ShareRow = Insertable<SettlementTables['settlement.share']>;

/** Shared by all that accrues, and taken alone by whoever cuts a month off. */
const CUT_LOCK = sql`hashtextextended('settlement.cut', 0)`;

/** Held to the end of the transaction: no month is cut off while somebody accrues. */
export async function shareCutLock(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${CUT_LOCK})`.execute(ctx.tx);
}

/** Waits for everybody who accrues, and keeps others from it for the rest of the transaction, which is short. */
export async function takeCutLock(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${CUT_LOCK})`.execute(ctx.tx);
}

/** Two that take back of one redemption at once wait for each other. */
export async function lockOriginal(ctx: Ctx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`settlement.accrual ${id}`}, 0))`.execute(ctx.tx);
}

/** The day on which something counts: its own, or the first one after all that is cut off. */
export async function selectCountedOn(ctx: Ctx, businessOn: string): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select greatest(${businessOn}::date, (select max(last_on) + 1 from settlement.period))::text as day`.execute(ctx.tx);
  return rows[0]?.day ?? businessOn;
}

/** False when there is one of this id. */
export async function insertAccrual(ctx: Ctx, row: AccrualRow, shares: readonly ShareRow[]): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('settlement.accrual')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added && shares.length > 0) {
    await tables(ctx)
      .insertInto('settlement.share')
      .values([...shares])
      .execute();
  }
  return added !== undefined;
}

const ACCRUAL = [
  'id',
  'kind',
  'reverses',
  'occurred_at',
  'member_id',
  'merchant_id',
  'shop_id',
  'item_id',
  'item_name',
  'category_id',
  'quantity',
  'agreed_minor',
  'cash_minor',
  sql<string>`business_on::text`.as('business_on'),
  sql<string>`counted_on::text`.as('counted_on'),
] as const;
const SHARE = [
  'accrual_id',
  'programme_id',
  'issuer_id',
  'kind',
  'occurred_at',
  'member_id',
  'merchant_id',
  'item_id',
  'item_name',
  'points',
  'price_minor',
  sql<string>`counted_on::text`.as('counted_on'),
] as const;

/** Those of these ids, or that take one of these back, with what each programme bears. */
export async function selectAccruals(ctx: Ctx, of: { id: string } | { reverses: string }): Promise<{ accrual: AccrualRow; shares: ShareRow[] }[]> {
  const query = tables(ctx).selectFrom('settlement.accrual').select(ACCRUAL);
  const rows = await ('id' in of ? query.where('id', '=', of.id) : query.where('reverses', '=', of.reverses)).execute();
  if (rows.length === 0) return [];
  const shares = await tables(ctx)
    .selectFrom('settlement.share')
    .select(SHARE)
    .where('accrual_id', '=', sql<string>`any(${rows.map(({ id }) => id)}::uuid[])`)
    .execute();
  return rows.map((accrual) => ({ accrual, shares: shares.filter(({ accrual_id }) => accrual_id === accrual.id) }));
}

/** For the file of everything that is held on a person. */
export function selectSharesOfMember(
  ctx: Ctx,
  memberId: Id<'member'>,
  page: { after: readonly [accrualId: string, programmeId: string] | null; limit: number },
) {
  let query = tables(ctx)
    .selectFrom('settlement.share')
    .select(['accrual_id', 'programme_id', 'kind', 'occurred_at', 'merchant_id', 'points'])
    .where('member_id', '=', memberId)
    .orderBy('accrual_id')
    .orderBy('programme_id')
    .limit(page.limit);
  if (page.after) query = query.where(sql<boolean>`(accrual_id, programme_id) > (${page.after[0]}::uuid, ${page.after[1]}::uuid)`);
  return query.execute();
}

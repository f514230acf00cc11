import type { PayoutState } from '@tessera/contract';
import { type Id, type Minor, newId } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { BatchState, SettlementTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SettlementTables>();

/** One batch is made at a time, so that nothing is put into two. */
export async function lockPayouts(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('settlement.payout', 0))`.execute(ctx.tx);
}

/** Whether a payable is in no pay-out that lives. */
const isOpen = sql<SqlBool>`issued_at is not null and not exists (
  select from settlement.payout_part part where part.payable_id = payable.id and part.is_live)`;

/** Merchants with open payables, in the order of their ids. */
export async function selectMerchantsDue(
  ctx: Ctx,
  { afterId, limit }: { afterId: Id<'organization'> | undefined; limit: number },
): Promise<Id<'organization'>[]> {
  let query = tables(ctx)
    .selectFrom('settlement.payable')
    .select('merchant_id')
    .distinct()
    .where(isOpen)
    .where('agreed_minor', '<>', sql<Minor>`0`)
    .orderBy('merchant_id')
    .limit(limit);
  if (afterId) query = query.where('merchant_id', '>', afterId);
  return (await query.execute()).map(({ merchant_id }) => merchant_id);
}

/** Of each of these merchants everything that is open, oldest first. */
export function selectOpenPayables(ctx: Ctx, merchantIds: readonly Id<'organization'>[]) {
  return tables(ctx)
    .selectFrom('settlement.payable')
    .select(['id', 'merchant_id', 'agreed_minor', sql<string>`first_on::text`.as('first_on')])
    .where((row) => row('merchant_id', '=', row.fn.any(row.val([...merchantIds]))))
    .where(isOpen)
    .orderBy('first_on')
    .execute();
}
export type OpenPayable = Awaited<ReturnType<typeof selectOpenPayables>>[number];

/** How many batches bear the number of a day. */
export async function countNumbered(ctx: Ctx, prefix: string): Promise<number> {
  const { count } = await tables(ctx)
    .selectFrom('settlement.payout_batch')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('number', 'like', `${prefix}%`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

type Whole = {
  batch: Insertable<SettlementTables['settlement.payout_batch']>;
  payouts: readonly Insertable<SettlementTables['settlement.payout']>[];
  parts: readonly Insertable<SettlementTables['settlement.payout_part']>[];
};

export async function insertBatch(ctx: Ctx, { batch, payouts, parts }: Whole): Promise<void> {
  await tables(ctx).insertInto('settlement.payout_batch').values(batch).execute();
  for (const rows of inPieces(payouts)) await tables(ctx).insertInto('settlement.payout').values(rows).execute();
  for (const rows of inPieces(parts)) await tables(ctx).insertInto('settlement.payout_part').values(rows).execute();
}

/** A statement holds 65,535 parameters. */
const ROWS_PER_INSERT = 1_000;
function inPieces<Row>(rows: readonly Row[]): Row[][] {
  const pieces: Row[][] = [];
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) pieces.push(rows.slice(at, at + ROWS_PER_INSERT));
  return pieces;
}

const BATCH = [
  'id',
  'number',
  'state',
  'payout_count',
  'amount_minor',
  'made_by',
  'made_by_name',
  'made_at',
  'released_by_name',
  'released_at',
  'cancelled_by_name',
  'cancelled_at',
  'taken_by_name',
  'taken_at',
] as const;
const batches = (ctx: Ctx) => tables(ctx).selectFrom('settlement.payout_batch').select(BATCH);
export type BatchRow = Awaited<ReturnType<typeof selectBatches>>[number];

/** Newest first. */
export function selectBatches(ctx: Ctx, of: { state: BatchState | undefined; beforeId: Id<'payoutBatch'> | undefined; limit: number }) {
  let query = batches(ctx).orderBy('id', 'desc').limit(of.limit);
  if (of.state) query = query.where('state', '=', of.state);
  if (of.beforeId) query = query.where('id', '<', of.beforeId);
  return query.execute();
}

export function selectBatch(ctx: Ctx, payoutBatchId: Id<'payoutBatch'>) {
  return batches(ctx).where('id', '=', payoutBatchId).executeTakeFirst();
}

export function lockBatch(ctx: Ctx, payoutBatchId: Id<'payoutBatch'>) {
  return batches(ctx).where('id', '=', payoutBatchId).forNoKeyUpdate().executeTakeFirst();
}

export async function lockBatches(ctx: Ctx, ids: readonly Id<'payoutBatch'>[]): Promise<void> {
  await tables(ctx)
    .selectFrom('settlement.payout_batch')
    .select('id')
    .where((row) => row('id', '=', row.fn.any(row.val([...ids]))))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

export async function updateBatch(ctx: Ctx, id: Id<'payoutBatch'>, change: Updateable<SettlementTables['settlement.payout_batch']>): Promise<void> {
  await tables(ctx).updateTable('settlement.payout_batch').set(change).where('id', '=', id).execute();
}

/** What the bank has said of batches, by state. */
export function selectBatchSums(ctx: Ctx, ids: readonly Id<'payoutBatch'>[]) {
  return tables(ctx)
    .selectFrom('settlement.payout')
    .select((row) => ['batch_id', 'state', row.fn.countAll<number>().as('count'), sql<Minor>`sum(amount_minor)::bigint`.as('amount_minor')])
    .where((row) => row('batch_id', '=', row.fn.any(row.val([...ids]))))
    .groupBy(['batch_id', 'state'])
    .execute();
}

const PAYOUT = [
  'id',
  'batch_id',
  'reference',
  'merchant_id',
  'contract_id',
  'holder',
  'bank',
  'account_tail',
  'amount_minor',
  'state',
  'reason',
  'decided_by_name',
  'decided_at',
] as const;
const payouts = (ctx: Ctx) => tables(ctx).selectFrom('settlement.payout').select(PAYOUT);
export type PayoutRow = Awaited<ReturnType<typeof selectPayouts>>[number];

type PayoutFilter = { batchId: Id<'payoutBatch'>; state?: PayoutState | undefined; q?: string | undefined; after: string | undefined; limit: number };

/** In the order of their references. */
export function selectPayouts(ctx: Ctx, of: PayoutFilter) {
  let query = payouts(ctx).where('batch_id', '=', of.batchId).orderBy('reference').limit(of.limit);
  if (of.state) query = query.where('state', '=', of.state);
  if (of.q) {
    const part = `%${of.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(sql<SqlBool>`(lower(reference) like ${part} or lower(holder) like ${part})`);
  }
  if (of.after) query = query.where('reference', '>', of.after);
  return query.execute();
}

export function selectPayout(ctx: Ctx, payoutId: Id<'payout'>) {
  return payouts(ctx).where('id', '=', payoutId).executeTakeFirst();
}

export function selectPayoutsByReference(ctx: Ctx, references: readonly string[]) {
  return payouts(ctx)
    .where((row) => row('reference', '=', row.fn.any(row.val([...references]))))
    .execute();
}

/** In the order of their ids. */
export function lockPayoutRows(ctx: Ctx, ids: readonly Id<'payout'>[]) {
  return payouts(ctx)
    .where((row) => row('id', '=', row.fn.any(row.val([...ids]))))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

export async function updatePayout(ctx: Ctx, id: Id<'payout'>, change: Updateable<SettlementTables['settlement.payout']>): Promise<void> {
  await tables(ctx).updateTable('settlement.payout').set(change).where('id', '=', id).execute();
}

/** All of a batch at once, from the state in which they were made. */
export async function turnDrafted(ctx: Ctx, batchId: Id<'payoutBatch'>, state: 'sent' | 'dropped'): Promise<void> {
  await tables(ctx).updateTable('settlement.payout').set({ state }).where('batch_id', '=', batchId).execute();
}

export async function hasUnanswered(ctx: Ctx, batchId: Id<'payoutBatch'>): Promise<boolean> {
  const row = await tables(ctx)
    .selectFrom('settlement.payout')
    .select('id')
    .where('batch_id', '=', batchId)
    .where('state', '=', 'sent')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function hasUnderWay(ctx: Ctx, merchantId: Id<'organization'>): Promise<boolean> {
  const row = await tables(ctx)
    .selectFrom('settlement.payout')
    .select('id')
    .where('merchant_id', '=', merchantId)
    .where('state', 'in', ['drafted', 'sent'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What these were for is open again. */
export async function freeParts(ctx: Ctx, of: { payoutId: Id<'payout'> } | { batchId: Id<'payoutBatch'> }): Promise<void> {
  const query = tables(ctx).updateTable('settlement.payout_part').set({ is_live: false }).where('is_live', '=', true);
  await ('payoutId' in of
    ? query.where('payout_id', '=', of.payoutId)
    : query.where('payout_id', 'in', (row) => row.selectFrom('settlement.payout').select('id').where('batch_id', '=', of.batchId))
  ).execute();
}

export function selectParts(ctx: Ctx, payoutIds: readonly Id<'payout'>[]) {
  return tables(ctx)
    .selectFrom('settlement.payout_part as part')
    .innerJoin('settlement.payable as payable', 'payable.id', 'part.payable_id')
    .select(['part.payout_id', 'part.payable_id', 'part.amount_minor', sql<string>`payable.first_on::text`.as('first_on')])
    .where((row) => row('part.payout_id', '=', row.fn.any(row.val([...payoutIds]))))
    .orderBy('payable.first_on')
    .execute();
}

/** The last pay-out of each of these payables that the actor may see. */
export function selectPayoutsOf(ctx: Ctx, payableIds: readonly Id<'payable'>[]) {
  return tables(ctx)
    .selectFrom('settlement.payout_part as part')
    .innerJoin('settlement.payout as payout', 'payout.id', 'part.payout_id')
    .distinctOn('part.payable_id')
    .select([
      'part.payable_id',
      'payout.reference',
      'payout.state',
      'payout.amount_minor',
      'payout.account_tail',
      'payout.reason',
      'payout.decided_at',
    ])
    .where((row) => row('part.payable_id', '=', row.fn.any(row.val([...payableIds]))))
    .where('payout.state', '<>', 'dropped')
    .orderBy('part.payable_id')
    .orderBy('part.payout_id', 'desc')
    .execute();
}

/** What each merchant was paid in all, and whether each pay-out is the sum of its parts and those are what the payables say. */
export async function sumPayouts(ctx: Ctx): Promise<{ byMerchant: { merchantId: Id<'organization'>; paid: number }[]; wrongParts: number }> {
  const paid = await tables(ctx)
    .selectFrom('settlement.payout')
    .select(['merchant_id', sql<number>`sum(amount_minor)::bigint`.as('paid')])
    .where('state', '=', 'paid')
    .groupBy('merchant_id')
    .execute();
  const { rows } = await sql<{ wrong: number }>`
    select count(*)::int as wrong from settlement.payout o
    where o.amount_minor <> (select sum(part.amount_minor) from settlement.payout_part part where part.payout_id = o.id)
      or exists (select from settlement.payout_part part join settlement.payable p on p.id = part.payable_id
        where part.payout_id = o.id and (part.amount_minor <> p.agreed_minor or p.merchant_id <> o.merchant_id
          or part.is_live <> (o.state in ('drafted', 'sent', 'paid'))))`.execute(ctx.tx);
  return { byMerchant: paid.map(({ merchant_id, paid }) => ({ merchantId: merchant_id, paid })), wrongParts: rows[0]?.wrong ?? 0 };
}

export function newPayoutId(ctx: Ctx): Id<'payout'> {
  return newId<'payout'>(ctx.now.getTime());
}

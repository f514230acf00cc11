import type { PayoutState } from '@tessera/contract';
import { type Id, type Minor, newId } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { BatchState, SettlementTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SettlementTables>();

/** One batch is made at a time, so that nothing is put into two. */
export async function lockPayouts(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('settlement.payout', 0))`.execute(ctx.tx);
}

export type OpenPart = {
  merchantId: Id<'organization'>;
  payableId: Id<'payable'> | null;
  takingsStatementId: Id<'takingsStatement'> | null;
  firstOn: string;
  lastOn: string;
  amountMinor: Minor;
};

/** What may be paid out on a day: payables of closed months and statements of takings, in no pay-out that lives. */
const openOn = (on: string) => sql<OpenPart>`
  select p.merchant_id as "merchantId", p.id as "payableId", null::uuid as "takingsStatementId", p.first_on::text as "firstOn",
    (p.first_on + interval '1 month' - interval '1 day')::date::text as "lastOn", p.agreed_minor as "amountMinor"
  from settlement.payable p where p.issued_at is not null
    and not exists (select from settlement.payout_part part where part.payable_id = p.id and part.is_live)
  union all
  select s.merchant_id, null, s.id, s.first_on::text, s.last_on::text, s.net_minor
  from settlement.takings_statement s where s.due_on <= ${on}::date
    and not exists (select from settlement.payout_part part where part.takings_statement_id = s.id and part.is_live)`;

/** Merchants of whom something is open, in the order of their ids. */
export async function selectMerchantsDue(
  ctx: Ctx,
  { afterId, limit, on }: { afterId: Id<'organization'> | undefined; limit: number; on: string },
): Promise<Id<'organization'>[]> {
  const { rows } = await sql<{ merchantId: Id<'organization'> }>`
    select distinct "merchantId" from (${openOn(on)}) open
    where "amountMinor" <> 0 and (${afterId ?? null}::uuid is null or "merchantId" > ${afterId ?? null}::uuid)
    order by "merchantId" limit ${limit}`.execute(ctx.tx);
  return rows.map(({ merchantId }) => merchantId);
}

/** Of each of these merchants everything that is open, oldest first. */
export async function selectOpenParts(
  ctx: Ctx,
  { merchantIds, on }: { merchantIds: readonly Id<'organization'>[]; on: string },
): Promise<OpenPart[]> {
  const { rows } = await sql<OpenPart>`
    select * from (${openOn(on)}) open where "merchantId" = any(${[...merchantIds]}::uuid[]) order by "lastOn", "firstOn"`.execute(ctx.tx);
  return rows;
}

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
    const part = containing(of.q);
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

export async function selectParts(ctx: Ctx, payoutIds: readonly Id<'payout'>[]): Promise<(OpenPart & { payoutId: Id<'payout'> })[]> {
  const { rows } = await sql<OpenPart & { payoutId: Id<'payout'> }>`
    select part.payout_id as "payoutId", part.payable_id as "payableId", part.takings_statement_id as "takingsStatementId",
      part.amount_minor as "amountMinor", coalesce(p.merchant_id, s.merchant_id) as "merchantId", coalesce(p.first_on, s.first_on)::text as "firstOn",
      coalesce(s.last_on, (p.first_on + interval '1 month' - interval '1 day')::date)::text as "lastOn"
    from settlement.payout_part part
      left join settlement.payable p on p.id = part.payable_id
      left join settlement.takings_statement s on s.id = part.takings_statement_id
    where part.payout_id = any(${[...payoutIds]}::uuid[]) order by "lastOn", "firstOn"`.execute(ctx.tx);
  return rows;
}

export type PayoutOf = Pick<PayoutRow, 'reference' | 'state' | 'amount_minor' | 'account_tail' | 'reason' | 'decided_at'> & { part_of: string };

/** The last pay-out of each of these payables or statements of takings that the actor may see. */
export async function selectPayoutsOf(ctx: Ctx, ids: readonly string[]): Promise<PayoutOf[]> {
  const { rows } = await sql<PayoutOf>`
    select distinct on (part_of) coalesce(part.payable_id, part.takings_statement_id) as part_of, o.reference, o.state, o.amount_minor, o.account_tail,
      o.reason, o.decided_at
    from settlement.payout_part part join settlement.payout o on o.id = part.payout_id
    where (part.payable_id = any(${[...ids]}::uuid[]) or part.takings_statement_id = any(${[...ids]}::uuid[])) and o.state <> 'dropped'
    order by part_of, part.payout_id desc`.execute(ctx.tx);
  return rows;
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
      or exists (select from settlement.payout_part part
          left join settlement.payable p on p.id = part.payable_id
          left join settlement.takings_statement s on s.id = part.takings_statement_id
        where part.payout_id = o.id and (part.amount_minor <> coalesce(p.agreed_minor, s.net_minor)
          or coalesce(p.merchant_id, s.merchant_id) <> o.merchant_id or part.is_live <> (o.state in ('drafted', 'sent', 'paid'))))`.execute(ctx.tx);
  return { byMerchant: paid.map(({ merchant_id, paid }) => ({ merchantId: merchant_id, paid })), wrongParts: rows[0]?.wrong ?? 0 };
}

export function newPayoutId(ctx: Ctx): Id<'payout'> {
  return newId<'payout'>(ctx.now.getTime());
}

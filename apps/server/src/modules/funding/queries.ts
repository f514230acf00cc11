import type { WithdrawalState } from '@tessera/contract';
import { type Id, type Minor, toMinor } from '@tessera/kernel';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { FundingTables } from './tables.ts';

export type WithdrawalRow = Selectable<FundingTables['funding.withdrawal']>;
export type PartRow = Selectable<FundingTables['funding.withdrawal_part']>;

export type TakeRow = Selectable<FundingTables['funding.withdrawal_take']>;

const tables = (ctx: Ctx) => ctx.tx.withTables<FundingTables>();
const WITHDRAWAL_COLUMNS = [
  'id',
  'member_id',
  'amount_minor',
  'paid_minor',
  'way',
  'state',
  'gift_minor',
  'purpose',
  'reason',
  'made_by',
  'made_by_name',
  'decided_by',
  'decided_by_name',
  'decided_at',
  'note',
  'created_at',
  'finished_at',
] as const;
const PART_COLUMNS = ['id', 'withdrawal_id', 'order_id', 'channel', 'amount_minor', 'state', 'capture_id', 'settled_at'] as const;

/** One at a time decides over the money of a member, until the transaction ends: two plans never count on the same top-up. */
export async function lockWithdrawalsOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`funding ${memberId}`}, 0))`.execute(ctx.tx);
}

export async function insertWithdrawal(ctx: Ctx, row: Insertable<FundingTables['funding.withdrawal']>): Promise<void> {
  await tables(ctx).insertInto('funding.withdrawal').values(row).execute();
}

export async function insertParts(ctx: Ctx, rows: readonly Insertable<FundingTables['funding.withdrawal_part']>[]): Promise<void> {
  await tables(ctx)
    .insertInto('funding.withdrawal_part')
    .values([...rows])
    .execute();
}

export async function insertTakes(ctx: Ctx, rows: readonly Insertable<FundingTables['funding.withdrawal_take']>[]): Promise<void> {
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('funding.withdrawal_take')
    .values([...rows])
    .execute();
}

/** What a part takes of top-ups, in the order of planning. */
export function selectTakesOf(ctx: Ctx, partId: Id<'refund'>): Promise<TakeRow[]> {
  return tables(ctx)
    .selectFrom('funding.withdrawal_take')
    .select(['id', 'part_id', 'lot_id', 'own_minor', 'gift_minor', 'capture_id'])
    .where('part_id', '=', partId)
    .orderBy('id')
    .execute();
}

/** The gifts that lapse with withdrawals, or have: those of parts that the member did not keep after all. */
export async function selectLapsing(ctx: Ctx, withdrawalIds: readonly Id<'withdrawal'>[]): Promise<Map<Id<'withdrawal'>, Minor>> {
  if (withdrawalIds.length === 0) return new Map();
  const rows = await tables(ctx)
    .selectFrom('funding.withdrawal_take as take')
    .innerJoin('funding.withdrawal_part as part', 'part.id', 'take.part_id')
    .select(['part.withdrawal_id', sql<Minor>`sum(take.gift_minor)::bigint`.as('gift_minor')])
    .where('part.withdrawal_id', 'in', withdrawalIds)
    .where('part.state', '<>', 'released')
    .groupBy('part.withdrawal_id')
    .execute();
  return new Map(rows.map(({ withdrawal_id, gift_minor }) => [withdrawal_id, gift_minor]));
}

const withdrawals = (ctx: Ctx) => tables(ctx).selectFrom('funding.withdrawal').select(WITHDRAWAL_COLUMNS);

export function selectWithdrawal(ctx: Ctx, withdrawalId: Id<'withdrawal'>): Promise<WithdrawalRow | undefined> {
  return withdrawals(ctx).where('id', '=', withdrawalId).executeTakeFirst();
}

/** The row is ours until the transaction ends. */
export function lockWithdrawal(ctx: Ctx, withdrawalId: Id<'withdrawal'>): Promise<WithdrawalRow | undefined> {
  return withdrawals(ctx).where('id', '=', withdrawalId).forUpdate().executeTakeFirst();
}

export type WithdrawalFilter = {
  limit: number;
  beforeId?: Id<'withdrawal'> | undefined;
  states?: readonly WithdrawalState[] | undefined;
  memberIds?: readonly Id<'member'>[] | undefined;
};

/** Newest first. */
export async function selectWithdrawals(ctx: Ctx, { limit, beforeId, states, memberIds }: WithdrawalFilter): Promise<WithdrawalRow[]> {
  if (memberIds?.length === 0) return [];
  let query = withdrawals(ctx).orderBy('id', 'desc').limit(limit);
  if (beforeId) query = query.where('id', '<', beforeId);
  if (states) query = query.where('state', 'in', states);
  if (memberIds) query = query.where('member_id', 'in', memberIds);
  return query.execute();
}

export async function updateWithdrawal(
  ctx: Ctx,
  withdrawalId: Id<'withdrawal'>,
  change: Updateable<FundingTables['funding.withdrawal']>,
): Promise<void> {
  await tables(ctx).updateTable('funding.withdrawal').set(change).where('id', '=', withdrawalId).execute();
}

/** What was written beside a member's withdrawals. */
export async function forgetWordsOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).updateTable('funding.withdrawal').set({ reason: '', note: null }).where('member_id', '=', memberId).execute();
}

/** In the order in which they were planned. */
export async function selectPartsOf(ctx: Ctx, withdrawalIds: readonly Id<'withdrawal'>[]): Promise<PartRow[]> {
  if (withdrawalIds.length === 0) return [];
  return tables(ctx).selectFrom('funding.withdrawal_part').select(PART_COLUMNS).where('withdrawal_id', 'in', withdrawalIds).orderBy('id').execute();
}

export function selectPart(ctx: Ctx, partId: Id<'refund'>): Promise<PartRow | undefined> {
  return tables(ctx).selectFrom('funding.withdrawal_part').select(PART_COLUMNS).where('id', '=', partId).executeTakeFirst();
}

export async function updatePart(ctx: Ctx, partId: Id<'refund'>, change: Updateable<FundingTables['funding.withdrawal_part']>): Promise<void> {
  await tables(ctx).updateTable('funding.withdrawal_part').set(change).where('id', '=', partId).execute();
}

/** What withdrawals that wait for a decision count on, by top-up; what was asked of the channel the order counts itself. */
export async function selectPromised(ctx: Ctx, memberId: Id<'member'>): Promise<Map<Id<'order'>, Minor>> {
  const rows = await tables(ctx)
    .selectFrom('funding.withdrawal_part as part')
    .innerJoin('funding.withdrawal as withdrawal', 'withdrawal.id', 'part.withdrawal_id')
    .select((of) => ['part.order_id', of.fn.sum<number>('part.amount_minor').as('promised_minor')])
    .where('withdrawal.member_id', '=', memberId)
    .where('part.state', '=', 'held')
    .where('part.order_id', 'is not', null)
    .groupBy('part.order_id')
    .execute();
  return new Map(rows.flatMap((row) => (row.order_id ? [[row.order_id, toMinor(Number(row.promised_minor))] as const] : [])));
}

export async function sumPaidForClosure(ctx: Ctx, memberId: Id<'member'>): Promise<Minor> {
  const { paid } = await tables(ctx)
    .selectFrom('funding.withdrawal')
    .select((of) => of.fn.coalesce(of.fn.sum<number>('paid_minor'), of.lit(0)).as('paid'))
    .where('member_id', '=', memberId)
    .where('purpose', '=', 'closure')
    .executeTakeFirstOrThrow();
  return toMinor(Number(paid));
}

import type { BusinessDay, Id } from '@tessera/kernel';
import { type Selectable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { SlipState, SlipsTables } from './tables.ts';

export type SlipRow = Selectable<SlipsTables['slips.slip']>;

const tables = (ctx: Ctx) => ctx.tx.withTables<SlipsTables>();
const seen = (ctx: Ctx) => tables(ctx).selectFrom('slips.slip').where(ofMembersSeenBy(ctx.actor, 'member_id'));

const COLUMNS = [
  'id',
  'merchant_id',
  'slip_number',
  'member_id',
  'amount_minor',
  'state',
  'keyed_by',
  'keyed_by_name',
  'keyed_at',
  'decided_by',
  'decided_by_name',
  'decided_at',
  'reason',
  'import_id',
  sql<BusinessDay>`paid_on::text`.as('paid_on'),
] as const;

export type SlipFilter = {
  state?: SlipState | undefined;
  merchantId?: Id<'organization'> | undefined;
  /** The beginning of a slip's number, or one of these members. */
  search?: { part: string; memberIds: readonly Id<'member'>[] } | undefined;
  memberId?: Id<'member'>;
  importId?: Id<'import'> | undefined;
  before?: { at: string; id: string } | undefined;
  limit: number;
};

/** Newest first. */
export function selectSlips(ctx: Ctx, filter: SlipFilter): Promise<SlipRow[]> {
  let query = seen(ctx).select(COLUMNS).orderBy('keyed_at', 'desc').orderBy('id', 'desc').limit(filter.limit);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.merchantId) query = query.where('merchant_id', '=', filter.merchantId);
  if (filter.memberId) query = query.where('member_id', '=', filter.memberId);
  if (filter.importId) query = query.where('import_id', '=', filter.importId);
  if (filter.before) query = query.where(sql<boolean>`(keyed_at, id) < (${filter.before.at}::timestamptz, ${filter.before.id}::uuid)`);
  const { search } = filter;
  if (search)
    query = query.where(sql<boolean>`(starts_with(lower(slip_number), lower(${search.part})) or member_id = any(${search.memberIds}::uuid[]))`);
  return query.execute();
}

/** Whether a slip of the member is keyed and not decided yet. */
export async function isSlipWaiting(ctx: Ctx, memberId: Id<'member'>): Promise<boolean> {
  return (await selectSlips(ctx, { memberId, state: 'waiting', limit: 1 })).length > 0;
}

export function lockSlip(ctx: Ctx, id: Id<'slip'>): Promise<SlipRow | undefined> {
  return seen(ctx).select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Several, locked in the order of their ids. */
export function lockSlips(ctx: Ctx, ids: readonly Id<'slip'>[]): Promise<SlipRow[]> {
  return seen(ctx)
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Those that count under these numbers at these merchants, by both: `merchant number`, in small letters. */
export async function selectNumbered(
  ctx: Ctx,
  of: { merchantIds: readonly Id<'organization'>[]; numbers: readonly string[] },
): Promise<Map<string, SlipRow>> {
  const rows = await seen(ctx)
    .select(COLUMNS)
    .where('merchant_id', '=', sql<Id<'organization'>>`any(${of.merchantIds}::uuid[])`)
    .where(sql<string>`lower(slip_number)`, '=', sql<string>`any(${of.numbers.map((number) => number.toLowerCase())}::text[])`)
    .where('state', '<>', 'refused')
    .execute();
  return new Map(rows.map((row) => [numberKey(row.merchant_id, row.slip_number), row]));
}

export function numberKey(merchantId: string, slipNumber: string): string {
  return `${merchantId} ${slipNumber.toLowerCase()}`;
}

/** Those whose number was free; one number twice in the same list is there once. In the order of their numbers, so that two clerks never wait in a circle. */
export async function insertSlips(ctx: Ctx, rows: readonly SlipRow[]): Promise<Set<Id<'slip'>>> {
  if (rows.length === 0) return new Set();
  const sorted = [...rows].sort((a, b) => (a.slip_number < b.slip_number ? -1 : 1));
  const added = await tables(ctx)
    .insertInto('slips.slip')
    .values(sorted)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return new Set(added.map(({ id }) => id));
}

export async function updateSlip(ctx: Ctx, id: Id<'slip'>, change: Updateable<SlipsTables['slips.slip']>): Promise<void> {
  await tables(ctx).updateTable('slips.slip').set(change).where('id', '=', id).execute();
}

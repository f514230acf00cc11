import type { DEPOSIT_LINE_KINDS, DepositSlipState } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { confinedTo } from '../organizations/index.ts';
import type { DepositsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<DepositsTables>();
/** More issuers than any operator has. */
const DEPOSITS_MAX = 1_000;

/** The first of the two lines: one who belongs to an issuer sees its own. */
function own({ actor }: Ctx) {
  const organizationId = confinedTo(actor);
  return organizationId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`issuer_id = ${organizationId}`;
}

const deposits = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('deposits.deposit')
    .select(['issuer_id', 'account_id', 'billed_before_minor', 'low_minor', 'low_since', 'opened_at'])
    .where(own(ctx));
export type DepositRow = Awaited<ReturnType<typeof selectDeposits>>[number];

export function selectDeposits(ctx: Ctx) {
  return deposits(ctx).orderBy('opened_at').limit(DEPOSITS_MAX).execute();
}

export function selectDeposit(ctx: Ctx, issuerId: Id<'organization'>) {
  return deposits(ctx).where('issuer_id', '=', issuerId).executeTakeFirst();
}

/** What rests on a deposit waits for whoever holds it. */
export function lockDeposit(ctx: Ctx, issuerId: Id<'organization'>) {
  return deposits(ctx).where('issuer_id', '=', issuerId).forNoKeyUpdate().executeTakeFirst();
}

export async function insertDeposit(ctx: Ctx, row: Insertable<DepositsTables['deposits.deposit']>): Promise<void> {
  await tables(ctx).insertInto('deposits.deposit').values(row).execute();
}

export async function updateDeposit(ctx: Ctx, issuerId: Id<'organization'>, change: Updateable<DepositsTables['deposits.deposit']>): Promise<void> {
  await tables(ctx).updateTable('deposits.deposit').set(change).where('issuer_id', '=', issuerId).execute();
}

/** Whoever opens a deposit, or asks for good whether there is one, holds this; before any deposit's own lock. */
export async function lockOpening(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('deposits.opening', 0))`.execute(ctx.tx);
}

const slips = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('deposits.slip')
    .select(['id', 'issuer_id', 'amount_minor', 'reference', 'note', 'state', 'entered_by', 'entered_by_name', 'entered_at'])
    .select(['decided_by_name', 'decided_at', 'reason', sql<string>`paid_on::text`.as('paid_on')]);
export type SlipRow = Awaited<ReturnType<typeof selectSlips>>[number];

type SlipFilter = {
  issuerId: Id<'organization'> | undefined;
  state: DepositSlipState | undefined;
  beforeId: Id<'depositSlip'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectSlips(ctx: Ctx, { issuerId, state, beforeId, limit }: SlipFilter) {
  let query = slips(ctx).orderBy('id', 'desc').limit(limit);
  if (issuerId) query = query.where('issuer_id', '=', issuerId);
  if (state) query = query.where('state', '=', state);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export function lockSlip(ctx: Ctx, slipId: Id<'depositSlip'>) {
  return slips(ctx).where('id', '=', slipId).forUpdate().executeTakeFirst();
}

/** False where its number was entered before. */
export async function insertSlip(ctx: Ctx, row: Insertable<DepositsTables['deposits.slip']>): Promise<boolean> {
  const taken = await tables(ctx)
    .selectFrom('deposits.slip')
    .select('id')
    .where('issuer_id', '=', row.issuer_id)
    .where(sql<string>`lower(reference)`, '=', row.reference.toLowerCase())
    .where('state', '<>', 'refused')
    .executeTakeFirst();
  if (taken) return false;
  await tables(ctx).insertInto('deposits.slip').values(row).execute();
  return true;
}

export async function updateSlip(ctx: Ctx, slipId: Id<'depositSlip'>, change: Updateable<DepositsTables['deposits.slip']>): Promise<void> {
  await tables(ctx).updateTable('deposits.slip').set(change).where('id', '=', slipId).execute();
}

export type LineRow = Awaited<ReturnType<typeof selectLines>>[number];
type LineFilter = {
  issuerId: Id<'organization'>;
  kind?: (typeof DEPOSIT_LINE_KINDS)[number] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  before?: number | undefined;
  limit: number;
};

/** Newest first. */
export function selectLines(ctx: Ctx, { issuerId, kind, from, to, before, limit }: LineFilter) {
  let query = tables(ctx)
    .selectFrom('deposits.line')
    .select(['id', 'ordinal', 'kind', 'reference', 'at', 'amount_minor', 'balance_minor', sql<string>`business_on::text`.as('business_on')])
    .where('issuer_id', '=', issuerId)
    .where(own(ctx))
    .orderBy('ordinal', 'desc')
    .limit(limit);
  if (kind) query = query.where('kind', '=', kind);
  if (from) query = query.where('deposits.line.business_on', '>=', from);
  if (to) query = query.where('deposits.line.business_on', '<=', to);
  if (before !== undefined) query = query.where('ordinal', '<', before);
  return query.execute();
}

export async function insertLine(ctx: Ctx, row: Insertable<DepositsTables['deposits.line']>): Promise<void> {
  await tables(ctx).insertInto('deposits.line').values(row).execute();
}

export type LineSums = { issuerId: Id<'organization'>; account: number; sum: Minor; setOff: Minor };

/** What the lines of each deposit come to, and what of bills was set off. */
export async function sumLines(ctx: Ctx): Promise<LineSums[]> {
  const { rows } = await sql<LineSums>`
    select d.issuer_id as "issuerId", d.account_id as account, coalesce(sum(l.amount_minor), 0)::bigint as sum,
      coalesce(-sum(l.amount_minor) filter (where l.kind = 'bill'), 0)::bigint as "setOff"
    from deposits.deposit d left join deposits.line l on l.issuer_id = d.issuer_id group by d.issuer_id, d.account_id`.execute(ctx.tx);
  return rows;
}

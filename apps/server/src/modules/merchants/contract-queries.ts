import type { ContractState } from '@tessera/contract';
import type { BusinessDay, Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { MerchantsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<MerchantsTables>();
type ContractTable = MerchantsTables['merchants.contract'];

const COLUMNS = [
  'id',
  'application_id',
  'organization_id',
  'version',
  'commission_bps',
  'cycle',
  'min_payout_minor',
  'payout_holder',
  'payout_bank',
  'payout_sealed',
  'payout_tail',
  'state',
  'drawn_by',
  'drawn_by_name',
  'drawn_at',
  'signed_by_name',
  'signed_at',
] as const;

const contracts = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('merchants.contract')
    .select([...COLUMNS, sql<string>`valid_from::text`.as('valid_from'), sql<string | null>`ended_on::text`.as('ended_on')]);
export type ContractRow = Awaited<ReturnType<typeof selectContracts>>[number];

export type ContractFilter = {
  organizationId?: Id<'organization'> | undefined;
  applicationId?: Id<'application'> | undefined;
  states?: readonly ContractState[] | undefined;
  beforeId?: Id<'contract'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectContracts(ctx: Ctx, { organizationId, applicationId, states, beforeId, limit }: ContractFilter) {
  let query = contracts(ctx).orderBy('id', 'desc').limit(limit);
  if (organizationId) query = query.where('organization_id', '=', organizationId);
  if (applicationId) query = query.where('application_id', '=', applicationId);
  if (states) query = query.where('state', 'in', [...states]);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export function selectContract(ctx: Ctx, contractId: Id<'contract'>): Promise<ContractRow | undefined> {
  return contracts(ctx).where('id', '=', contractId).executeTakeFirst();
}

export function lockContract(ctx: Ctx, contractId: Id<'contract'>): Promise<ContractRow | undefined> {
  return contracts(ctx).where('id', '=', contractId).forNoKeyUpdate().executeTakeFirst();
}

/** What holds on a day: of those that began by then the one that began last, and of one day the newest. */
export function selectContractOn(ctx: Ctx, of: { organizationId: Id<'organization'>; on: BusinessDay }): Promise<ContractRow | undefined> {
  return contracts(ctx)
    .where('organization_id', '=', of.organizationId)
    .where('state', 'in', ['signed', 'ended'])
    .where('valid_from', '<=', of.on)
    .where((row) => row.or([row('ended_on', 'is', null), row('ended_on', '>', of.on)]))
    .orderBy('valid_from', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertContract(ctx: Ctx, row: Insertable<ContractTable>): Promise<void> {
  await tables(ctx).insertInto('merchants.contract').values(row).execute();
}

export async function updateContract(ctx: Ctx, contractId: Id<'contract'>, change: Updateable<ContractTable>): Promise<void> {
  await tables(ctx).updateTable('merchants.contract').set(change).where('id', '=', contractId).execute();
}

/** The contracts of a merchant change one at a time, until the transaction ends. */
export async function lockContractsOf(ctx: Ctx, organizationId: Id<'organization'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('merchants.contract ' || ${organizationId}::text, 0))`.execute(ctx.tx);
}

export async function selectNextVersion(ctx: Ctx, organizationId: Id<'organization'>): Promise<number> {
  const { last } = await tables(ctx)
    .selectFrom('merchants.contract')
    .select((row) => row.fn.max('version').as('last'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}

/** How many contracts ended and drafts were put away. */
export async function endContracts(ctx: Ctx, of: { organizationId: Id<'organization'>; on: BusinessDay }): Promise<number> {
  await tables(ctx)
    .updateTable('merchants.contract')
    .set({ state: 'discarded' })
    .where('organization_id', '=', of.organizationId)
    .where('state', '=', 'drawn')
    .execute();
  const ended = await tables(ctx)
    .updateTable('merchants.contract')
    .set({ state: 'ended', ended_on: of.on })
    .where('organization_id', '=', of.organizationId)
    .where('state', '=', 'signed')
    .returning('id')
    .execute();
  return ended.length;
}

export async function selectPayable(ctx: Ctx, organizationId: Id<'organization'>): Promise<number | undefined> {
  const row = await tables(ctx).selectFrom('merchants.payable').select('account_id').where('organization_id', '=', organizationId).executeTakeFirst();
  return row?.account_id;
}

/** Whoever opens a payable account holds this, so that a merchant has one. */
export async function lockPayables(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('merchants.payable', 0))`.execute(ctx.tx);
}

export async function insertPayable(ctx: Ctx, row: Insertable<MerchantsTables['merchants.payable']>): Promise<void> {
  await tables(ctx).insertInto('merchants.payable').values(row).execute();
}

/** Of each merchant the contract that holds on a day or, where none does any more, the one that held last. */
export function selectContractsInForce(ctx: Ctx, of: { organizationIds: readonly Id<'organization'>[]; on: BusinessDay }): Promise<ContractRow[]> {
  return contracts(ctx)
    .distinctOn('organization_id')
    .where((row) => row('organization_id', '=', row.fn.any(row.val([...of.organizationIds]))))
    .where('state', 'in', ['signed', 'ended'])
    .where('valid_from', '<=', of.on)
    .orderBy('organization_id')
    .orderBy((row) => row.or([row('ended_on', 'is', null), row('ended_on', '>', of.on)]), 'desc')
    .orderBy('valid_from', 'desc')
    .orderBy('version', 'desc')
    .execute();
}

export function selectSealedAccounts(ctx: Ctx, contractIds: readonly Id<'contract'>[]) {
  return tables(ctx)
    .selectFrom('merchants.contract')
    .select(['id', 'payout_sealed'])
    .where((row) => row('id', '=', row.fn.any(row.val([...contractIds]))))
    .execute();
}

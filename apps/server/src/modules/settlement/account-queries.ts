import type { Id } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { AccountName, SettlementTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SettlementTables>();

export async function selectAccountId(ctx: Ctx, name: AccountName, partyId: Id<'organization'> | null): Promise<number | undefined> {
  const row = await tables(ctx)
    .selectFrom('settlement.account')
    .select('account_id')
    .where('name', '=', name)
    .where('party_id', 'is not distinct from', partyId)
    .executeTakeFirst();
  return row?.account_id;
}

/** Whoever opens an account holds this, so that none is opened twice. */
export async function lockAccounts(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('settlement.account', 0))`.execute(ctx.tx);
}

export async function insertSettlementAccount(ctx: Ctx, row: Insertable<SettlementTables['settlement.account']>): Promise<void> {
  await tables(ctx).insertInto('settlement.account').values(row).execute();
}

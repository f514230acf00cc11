import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { CardsTables, OperatorPurpose } from './tables.ts';

export async function selectOperatorAccount(ctx: Ctx, purpose: OperatorPurpose): Promise<number | undefined> {
  const row = await ctx.tx
    .withTables<CardsTables>()
    .selectFrom('cards.operator_account')
    .select('account_id')
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  return row?.account_id;
}

/** One at a time opens accounts, so that none is opened twice. */
export async function lockOperatorAccounts(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('cards.operator_account', 0))`.execute(ctx.tx);
}

export async function insertOperatorAccount(ctx: Ctx, purpose: OperatorPurpose, accountId: number): Promise<void> {
  await ctx.tx.withTables<CardsTables>().insertInto('cards.operator_account').values({ purpose, account_id: accountId }).execute();
}

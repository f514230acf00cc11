import type { Id, Minor } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { PaymentsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<PaymentsTables>();

export type LegRow = { payment_id: Id<'payment'>; ordinal: number; account_id: number; amount_minor: Minor; balance_after_minor: Minor | null };

/** In order within each payment; payments that cash bore alone have none. */
export function selectLegs(ctx: Ctx, paymentIds: readonly Id<'payment'>[]): Promise<LegRow[]> {
  return tables(ctx)
    .selectFrom('payments.leg')
    .select(['payment_id', 'ordinal', 'account_id', 'amount_minor', 'balance_after_minor'])
    .where('payment_id', '=', sql<Id<'payment'>>`any(${paymentIds}::uuid[])`)
    .orderBy('payment_id')
    .orderBy('ordinal')
    .execute();
}

/** Of payments that were added just now. */
export async function insertLegs(ctx: Ctx, rows: readonly LegRow[]): Promise<void> {
  if (rows.length > 0)
    await tables(ctx)
      .insertInto('payments.leg')
      .values([...rows])
      .execute();
}

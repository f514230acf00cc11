import { toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { AccountId } from './account.ts';
import { declineReasonOf } from './charge.ts';
import { bucketOf } from './queries.ts';
import type { LedgerTables } from './tables.ts';

const db = (ctx: Ctx) => ctx.tx.withTables<LedgerTables>();

export async function selectDecline(ctx: Ctx, id: string) {
  const row = await db(ctx)
    .selectFrom('ledger.decline')
    .select(['id', 'debit', 'credit', 'amount', 'code', 'reason', 'at', 'origin'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { at: row.at, amountMinor: toMinor(row.amount), reason: declineReasonOf(row.reason), debit: row.debit, origin: row.origin };
}

export async function selectDeclineFingerprint(ctx: Ctx, id: string) {
  return db(ctx).selectFrom('ledger.decline').select(['fingerprint', 'reason', 'at']).where('id', '=', id).executeTakeFirst();
}

type NewDecline = {
  id: string;
  debit: AccountId;
  credit: AccountId;
  amountMinor: number;
  fingerprint: number;
  businessOn: string;
  code: number;
  reason: number;
  via?: number;
  origin?: string;
};

/** False when the key is declined already. */
export async function insertDecline(ctx: Ctx, decline: NewDecline): Promise<boolean> {
  const { id, debit, credit, amountMinor, fingerprint, businessOn, code, reason, via, origin } = decline;
  const inserted = await sql`
    insert into ledger.decline (id, debit, credit, amount, fingerprint, at, business_on, bucket, code, reason, via, origin)
    values (${id}, ${debit}, ${credit}, ${amountMinor}, ${fingerprint}, ${ctx.now}, ${businessOn}, ${bucketOf(debit)}, ${code}, ${reason},
      ${via ?? null}::smallint, ${origin ?? null}::uuid)
    on conflict (id) do nothing returning id`.execute(ctx.tx);
  return inserted.rows.length === 1;
}

/** Answers how many were forgotten. The database refuses an instant of the last 30 days. */
export async function callForgetDeclines(ctx: Ctx, { before, limit }: { before: Date; limit: number }): Promise<number> {
  const { rows } = await sql<{ count: number }>`select ledger.forget_declines(${before}, ${limit}) as count`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { only } from './queries.ts';
import { TRANSFER_CODES } from './transfer.ts';

export type MirrorCall = {
  id: string;
  original: string;
  amount: number | null;
  code: number;
  fingerprint: number;
  origin: string | null;
  businessOn: string;
};
export type RefundRow = { reason: string | null; replayed: boolean; at: Date; amount: number; balance: number | null };

export async function callRefund(ctx: Ctx, call: MirrorCall): Promise<RefundRow> {
  const refunded = await sql<RefundRow>`
    select reason, replayed, at, amount, balance from ledger.refund(${ctx.now}, ${call.businessOn}, ${call.id}, ${call.original},
      ${call.amount}::bigint, ${call.code}::smallint, ${call.fingerprint}, ${call.origin})`.execute(ctx.tx);
  return only(refunded.rows);
}

/** Paid and not given back, by key; a key without a transfer is missing. */
export async function selectKept(ctx: Ctx, legs: readonly { key: string; id: string }[]): Promise<{ key: string; kept: number }[]> {
  const { rows } = await sql<{ key: string; kept: number }>`
    select l.key, (sum(t.amount) - sum(coalesce(g.total, 0)))::bigint as kept
    from jsonb_to_recordset(${JSON.stringify(legs)}::jsonb) as l(key uuid, id uuid)
    join ledger.transfer t on t.id = l.id and t.code = ${TRANSFER_CODES.payment} and (t.id = l.key or t.posting = l.key)
    left join ledger.refund_guard g on g.original = t.id
    group by l.key`.execute(ctx.tx);
  return rows;
}

export async function callReverse(ctx: Ctx, call: MirrorCall): Promise<RefundRow & { outcome: 'reversed' | 'voided' | 'was_declined' }> {
  const reversed = await sql<RefundRow & { outcome: 'reversed' | 'voided' | 'was_declined' }>`
    select outcome, reason, replayed, at, amount, balance from ledger.reverse(${ctx.now}, ${call.businessOn}, ${call.id},
      ${call.original}, ${call.code}::smallint, ${call.fingerprint}, ${call.origin})`.execute(ctx.tx);
  return only(reversed.rows);
}

import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { only } from './queries.ts';

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

export async function callReverse(ctx: Ctx, call: MirrorCall): Promise<RefundRow & { outcome: 'reversed' | 'voided' | 'was_declined' }> {
  const reversed = await sql<RefundRow & { outcome: 'reversed' | 'voided' | 'was_declined' }>`
    select outcome, reason, replayed, at, amount, balance from ledger.reverse(${ctx.now}, ${call.businessOn}, ${call.id},
      ${call.original}, ${call.code}::smallint, ${call.fingerprint}, ${call.origin})`.execute(ctx.tx);
  return only(reversed.rows);
}

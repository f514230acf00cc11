import type { Id, Minor } from '@tessera/kernel';
import type { Bearer } from '@tessera/rules';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { CheckoutsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<CheckoutsTables>();

export type EffectRow = { bearer: Bearer; count: number; members: number; gross: Minor; paid: Minor; discount: Minor; cost: Minor; returned: Minor };

/** Of a campaign, which has one bearer: none before it counted. */
export async function selectEffect(ctx: Ctx, campaignId: Id<'campaign'>): Promise<EffectRow[]> {
  const { rows } = await sql<EffectRow>`
    select s.bearer, count(*)::int as count, count(distinct s.member_id)::int as members, sum(c.gross_minor)::bigint as gross,
      sum(c.total_minor - c.returned_minor)::bigint as paid, sum(s.discount_minor - s.returned_minor)::bigint as discount,
      sum(s.cost_minor)::bigint as cost, sum(s.returned_minor)::bigint as returned
    from checkouts.share s join checkouts.checkout c on c.id = s.checkout_id
    where s.campaign_id = ${campaignId} group by s.bearer`.execute(ctx.tx);
  return rows;
}

export async function selectMerchantsOf(ctx: Ctx, campaignId: Id<'campaign'>): Promise<Id<'organization'>[]> {
  const rows = await tables(ctx).selectFrom('checkouts.share').select('merchant_id').distinct().where('campaign_id', '=', campaignId).execute();
  return rows.map((row) => row.merchant_id);
}

export type PaymentRow = Awaited<ReturnType<typeof selectPaymentsOf>>[number];

/** Payments that a campaign counted in, newest first: those that the actor may see. */
export function selectPaymentsOf(ctx: Ctx, of: { campaignId: Id<'campaign'>; beforeId: Id<'checkout'> | undefined; limit: number }) {
  const query = tables(ctx)
    .selectFrom('checkouts.share as s')
    .innerJoin('checkouts.checkout as c', 'c.id', 's.checkout_id')
    .select(['c.id', 'c.at', 'c.member_id', 'c.merchant_id', 'c.gross_minor', 'c.total_minor', 'c.returned_minor', 's.discount_minor'])
    .where('s.campaign_id', '=', of.campaignId)
    .orderBy('c.id', 'desc')
    .limit(of.limit);
  return (of.beforeId ? query.where('c.id', '<', of.beforeId) : query).execute();
}

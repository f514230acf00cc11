import type { checkouts, InputOf, OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { findMembers } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { type PaymentRow, selectPaymentsOf } from './effect-queries.ts';
import { seenCampaign } from './get-campaign-effect.ts';

type Route = typeof checkouts.listCampaignPayments;
export type PaymentView = OutputOf<Route>['items'][number];

/** Newest first. @throws AppError `promotions.campaign_unknown` */
export async function listCampaignPayments(ctx: Ctx, { campaignId, cursor, limit }: InputOf<Route>): Promise<OutputOf<Route>> {
  await seenCampaign(ctx, campaignId);
  const rows = await selectPaymentsOf(ctx, { campaignId, beforeId: idOfCursor<'checkout'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describePayments(ctx, items), nextCursor };
}

/** With the names of members whom the actor may see; where it was is told to whoever sees the payment. */
export async function describePayments(ctx: Ctx, rows: readonly PaymentRow[]): Promise<PaymentView[]> {
  const members = await findMembers(
    ctx,
    rows.map((row) => row.member_id),
  );
  const merchants = await asSystem(ctx, (system) =>
    findOrganizations(
      system,
      rows.map((row) => row.merchant_id),
    ),
  );
  return rows.map((row) => {
    const member = members.get(row.member_id);
    return {
      id: row.id,
      at: row.at,
      memberName: member?.name ?? null,
      memberNumber: member?.memberNumber ?? null,
      merchantName: merchants.get(row.merchant_id)?.name ?? '',
      grossMinor: row.gross_minor,
      discountMinor: row.discount_minor,
      totalMinor: row.total_minor,
      returnedMinor: row.returned_minor,
    };
  });
}

import type { InputOf, OutputOf, promotions } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { type CampaignView, describeCampaigns, knownCampaign, shownCampaign } from './campaign.ts';
import { selectCampaigns, selectDays } from './queries.ts';

const DAYS_SHOWN = 60;

/** Newest first. */
export async function listCampaigns(
  ctx: Ctx,
  { cursor, limit, ...filter }: InputOf<typeof promotions.listCampaigns>,
): Promise<OutputOf<typeof promotions.listCampaigns>> {
  const rows = await selectCampaigns(ctx, { ...filter, beforeId: idOfCursor<'campaign'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeCampaigns(ctx, items), nextCursor };
}

/** @throws AppError `promotions.campaign_unknown` */
export async function getCampaign(ctx: Ctx, { campaignId }: { campaignId: Id<'campaign'> }): Promise<CampaignView> {
  return shownCampaign(ctx, await knownCampaign(ctx, campaignId));
}

/** Sums only: whoever may see the campaign may see them, whoever paid. @throws AppError `promotions.campaign_unknown` */
export async function listCampaignDays(
  ctx: Ctx,
  { campaignId }: { campaignId: Id<'campaign'> },
): Promise<OutputOf<typeof promotions.listCampaignDays>> {
  await knownCampaign(ctx, campaignId);
  const days = await asSystem(ctx, (system) => selectDays(system, campaignId, DAYS_SHOWN));
  return { items: days.map(({ day, count, cost }) => ({ day, count, costMinor: cost })) };
}

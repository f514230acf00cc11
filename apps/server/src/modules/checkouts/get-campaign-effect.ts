import { AppError, type checkouts, type InputOf, type OutputOf } from '@tessera/contract';
import { add, type BusinessDay, businessDayOf, DAY_MS, type Id, shareDown, subtract, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow, timeZoneOf } from '../../platform/time-zone.ts';
import { sumsOfMerchants } from '../payments/index.ts';
import { type CampaignTerms, findCampaigns } from '../promotions/index.ts';
import { selectEffect, selectMerchantsOf } from './effect-queries.ts';

type Route = typeof checkouts.getCampaignEffect;
type Effect = OutputOf<Route>;

/**
 * Sums only: whoever may see the campaign may see them. What its merchants took is told to the house, and to a merchant of itself.
 * @throws AppError `promotions.campaign_unknown`
 */
export async function getCampaignEffect(ctx: Ctx, { campaignId }: InputOf<Route>): Promise<Effect> {
  const campaign = await seenCampaign(ctx, campaignId);
  return asSystem(ctx, async (system) => {
    const rows = await selectEffect(system, campaignId);
    const [count, grossMinor, paidMinor, discountMinor] = [
      rows.reduce((sum, row) => sum + row.count, 0),
      add(ZERO, ...rows.map((row) => row.gross)),
      add(ZERO, ...rows.map((row) => row.paid)),
      add(ZERO, ...rows.map((row) => row.discount)),
    ];
    return {
      saleCount: count,
      memberCount: rows[0]?.members ?? 0,
      grossMinor,
      paidMinor,
      discountMinor,
      discountPerSaleMinor: count === 0 ? null : shareDown(discountMinor, 1, count),
      costs: rows.map(({ bearer, cost, returned }) => ({ bearer, costMinor: subtract(cost, returned) })),
      takings: await takingsOf(ctx, system, { campaignId, campaign }),
    };
  });
}

/** @throws AppError `promotions.campaign_unknown` */
export async function seenCampaign(ctx: Ctx, campaignId: Id<'campaign'>): Promise<CampaignTerms> {
  const campaign = (await findCampaigns(ctx, [campaignId])).get(campaignId);
  if (!campaign) throw new AppError('promotions.campaign_unknown', { campaignId });
  return campaign;
}

type Of = { campaignId: Id<'campaign'>; campaign: CampaignTerms };

/** What the merchants at which it counted took in all while it ran, and in as many days before. */
async function takingsOf({ actor }: Ctx, system: Ctx, { campaignId, campaign }: Of): Promise<Effect['takings']> {
  const merchantIds = await selectMerchantsOf(system, campaignId);
  const isHouse = actor.kind === 'staff' && actor.organizationKind === 'operator';
  const isOwn = actor.kind === 'staff' && merchantIds.every((id) => id === actor.organizationId);
  if (merchantIds.length === 0 || !(isHouse || isOwn)) return null;
  const zone = await timeZoneOf(system);
  const today = await businessDayNow(system);
  const from = businessDayOf(campaign.beginsAt, zone);
  const end = campaign.endsAt ? businessDayOf(new Date(campaign.endsAt.getTime() - 1), zone) : today;
  const to = end < today ? end : today;
  const days = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1);
  const before = { from: daysBefore(from, days), to: daysBefore(from, 1) };
  const during = await sumsOfMerchants(system, { merchantIds, from, to });
  return { from, to, ...during, before: { ...before, ...(await sumsOfMerchants(system, { merchantIds, ...before })) } };
}

const daysBefore = (day: BusinessDay, days: number): BusinessDay => new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);

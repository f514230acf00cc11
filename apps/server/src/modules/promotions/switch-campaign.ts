import { AppError, type CampaignState, type InputOf, type promotions } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { readSetting } from '../settings/index.ts';
import { staffOf } from '../subsidies/index.ts';
import { type CampaignView, lockedCampaign, needsApproval, shownCampaign } from './campaign.ts';
import { type CampaignRow, updateCampaign } from './queries.ts';

/** @throws AppError `promotions.campaign_unknown`, `promotions.not_now`, `promotions.needs_another_person`, `promotions.rewritten` */
export async function approveCampaign(ctx: Ctx, { campaignId, revision }: InputOf<typeof promotions.approveCampaign>): Promise<CampaignView> {
  const { staffId, name } = staffOf(ctx);
  const before = await lockedCampaign(ctx, campaignId);
  if (before.state !== 'draft') throw new AppError('promotions.not_now', { campaignId });
  if (before.written_by === staffId) throw new AppError('promotions.needs_another_person', { campaignId });
  if (before.revision !== revision) throw new AppError('promotions.rewritten', { campaignId });
  await updateCampaign(ctx, campaignId, { approved_by: staffId, approved_by_name: name });
  return turn(ctx, before, { to: 'approved', action: 'promotions.approveCampaign', more: { maker: before.written_by_name, checker: name } });
}

/** @throws AppError `promotions.campaign_unknown`, `promotions.not_now`, `promotions.needs_approval`, `promotions.rewritten` */
export async function startCampaign(ctx: Ctx, { campaignId, revision }: InputOf<typeof promotions.startCampaign>): Promise<CampaignView> {
  const before = await lockedCampaign(ctx, campaignId);
  const isOver = before.ends_at !== null && before.ends_at <= ctx.now;
  if (before.state === 'running' || before.state === 'ended' || isOver) throw new AppError('promotions.not_now', { campaignId });
  if (before.revision !== revision) throw new AppError('promotions.rewritten', { campaignId });
  const asksTwo = needsApproval(before, await readSetting(ctx, 'promotions.approvalAboveMinor'));
  if (asksTwo && before.approved_by === null) throw new AppError('promotions.needs_approval', { campaignId });
  return turn(ctx, before, { to: 'running', action: 'promotions.startCampaign' });
}

/** @throws AppError `promotions.campaign_unknown`, `promotions.not_now` */
export async function pauseCampaign(ctx: Ctx, { campaignId }: { campaignId: Id<'campaign'> }): Promise<CampaignView> {
  const before = await lockedCampaign(ctx, campaignId);
  if (before.state !== 'running') throw new AppError('promotions.not_now', { campaignId });
  return turn(ctx, before, { to: 'paused', action: 'promotions.pauseCampaign' });
}

/** For ever. @throws AppError `promotions.campaign_unknown`, `promotions.not_now` */
export async function endCampaign(ctx: Ctx, { campaignId }: { campaignId: Id<'campaign'> }): Promise<CampaignView> {
  const before = await lockedCampaign(ctx, campaignId);
  if (before.state === 'ended') throw new AppError('promotions.not_now', { campaignId });
  return turn(ctx, before, { to: 'ended', action: 'promotions.endCampaign' });
}

type Turn = { to: CampaignState; action: `promotions.${string}`; more?: Record<string, string> };

async function turn(ctx: Ctx, before: CampaignRow, { to, action, more }: Turn): Promise<CampaignView> {
  await updateCampaign(ctx, before.id, { state: to });
  await record(ctx, {
    action,
    targetKind: 'campaign',
    targetId: before.id,
    before: { state: before.state },
    after: { state: to, ...more },
  });
  return shownCampaign(ctx, await lockedCampaign(ctx, before.id));
}

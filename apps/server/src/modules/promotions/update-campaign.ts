import { AppError, type InputOf, type promotions } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { staffOf } from '../subsidies/index.ts';
import { auditedCampaign, type CampaignView, columnsOf, lockedCampaign, shownCampaign } from './campaign.ts';
import { refuseUnknown } from './campaign-scope.ts';
import { refuseTaken } from './create-campaign.ts';
import { updateCampaign as changeCampaign } from './queries.ts';

/**
 * Whoever paid under a campaign, or holds a coupon of it, may rely on its words: then it is never edited, only paused and copied.
 * @throws AppError `promotions.campaign_unknown`, `promotions.applied_already`, `promotions.not_now` while it runs or after its end, and what
 * creating throws
 */
export async function updateCampaign(ctx: Ctx, { campaignId, ...fields }: InputOf<typeof promotions.updateCampaign>): Promise<CampaignView> {
  const { staffId, name } = staffOf(ctx);
  const before = await lockedCampaign(ctx, campaignId);
  const input = { ...fields, returnPolicy: fields.returnPolicy ?? before.return_policy };
  const columns = columnsOf(input);
  if (before.state === 'running' || before.state === 'ended') throw new AppError('promotions.not_now', { campaignId });
  if (before.used_count > 0 || before.issued_count > 0) throw new AppError('promotions.applied_already', { campaignId });
  await refuseUnknown(ctx, input);
  await refuseTaken(ctx, { ...input, holderId: campaignId });
  const writer = { written_by: staffId, written_by_name: name, approved_by: null, approved_by_name: null };
  await changeCampaign(ctx, campaignId, { ...columns, ...writer, state: 'draft', revision: before.revision + 1 });
  const after = await lockedCampaign(ctx, campaignId);
  await record(ctx, {
    action: 'promotions.updateCampaign',
    targetKind: 'campaign',
    targetId: campaignId,
    before: auditedCampaign(before),
    after: auditedCampaign(after),
  });
  return shownCampaign(ctx, after);
}

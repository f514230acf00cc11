import { AppError, type InputOf, id, type OutputOf, type promotions } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { record } from '../audit/index.ts';
import { findAudience, reachOf } from '../members/index.ts';
import { audienceOf, countReached, staffOf } from '../subsidies/index.ts';
import { lockedCampaign } from './campaign.ts';
import { insertIssue, lockIssue, updateIssue } from './coupon-queries.ts';
import { enterCoupons, issuableCampaign } from './issue-coupons.ts';

/** Members that one transaction gives a coupon. */
const MEMBERS_PER_STEP = 500;
/** What names the job that gives the next members theirs; it queues itself until all have one. */
export const ISSUE_NEXT = { name: 'promotions.issueNext', schema: z.object({ issueId: id<'couponIssue'>() }) };

/**
 * Whoever is bounded to departments reaches their members only. Nobody is given one when there are not enough for all.
 * @throws AppError as `issuableCampaign`, `promotions.coupons_gone`, `promotions.audience_empty`
 */
export async function issueCouponsToAudience(
  ctx: Ctx,
  { campaignId, departmentIds, memberKinds }: InputOf<typeof promotions.issueCouponsToAudience>,
): Promise<OutputOf<typeof promotions.issueCouponsToAudience>> {
  const campaign = await issuableCampaign(ctx, campaignId);
  const { staffId } = staffOf(ctx);
  const reach = await reachOf(ctx, { departmentIds, memberKinds });
  const reachedCount = await countReached(ctx, reach);
  if (!reach || reachedCount === 0) throw new AppError('promotions.audience_empty');
  const left = campaign.coupon_issue_max === null ? null : campaign.coupon_issue_max - campaign.issued_count;
  if (left !== null && left < reachedCount) throw new AppError('promotions.coupons_gone', { campaignId });
  const issueId = newId<'couponIssue'>(ctx.now.getTime());
  const row = { id: issueId, campaign_id: campaignId, audience: JSON.stringify(reach), state: 'issuing' as const };
  await insertIssue(ctx, { ...row, made_by: staffId, created_at: ctx.now });
  await addJob(ctx, { job: ISSUE_NEXT, input: { issueId } });
  const after = { reachedCount, departmentIds: departmentIds.join(' '), memberKinds: memberKinds.join(' ') };
  await record(ctx, { action: 'promotions.issueCouponsToAudience', targetKind: 'campaign', targetId: campaignId, after });
  return { reachedCount };
}

/** Gives the next members theirs and remembers how far it got, in one transaction: safe to run twice. Ends where nothing is left to give. */
export async function issueNext(ctx: Ctx, { issueId }: { issueId: Id<'couponIssue'> }): Promise<void> {
  const issue = await lockIssue(ctx, issueId);
  if (issue?.state !== 'issuing') return;
  const campaign = await lockedCampaign(ctx, issue.campaign_id);
  const left = campaign.coupon_issue_max === null ? MEMBERS_PER_STEP : campaign.coupon_issue_max - campaign.issued_count;
  const limit = Math.min(MEMBERS_PER_STEP, campaign.state === 'ended' ? 0 : left);
  const members = limit > 0 ? await findAudience(ctx, audienceOf(issue.audience), { afterId: issue.reached_id, limit }) : [];
  await enterCoupons(
    ctx,
    campaign,
    members.map((memberId) => ({ id: newId<'coupon'>(ctx.now.getTime()), member_id: memberId, way: 'audience' as const, issue_id: issueId })),
  );
  const isDone = members.length < MEMBERS_PER_STEP;
  await updateIssue(ctx, issueId, { reached_id: members.at(-1) ?? issue.reached_id, state: isDone ? 'done' : 'issuing' });
  if (!isDone) await addJob(ctx, { job: ISSUE_NEXT, input: { issueId } });
}

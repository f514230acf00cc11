import { randomInt } from 'node:crypto';
import { AppError, type InputOf, type OutputOf, type promotions } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { findMembersByNumber } from '../members/index.ts';
import { lockedCampaign } from './campaign.ts';
import { expiresAtOf } from './coupon.ts';
import { insertCoupons, type NewCoupon } from './coupon-queries.ts';
import { addIssued, type CampaignRow } from './queries.ts';

/** Without what is read as something else: 0 O, 1 I L. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 12;
const TAIL_LENGTH = 4;

/** @throws AppError `promotions.campaign_unknown`, `promotions.not_a_coupon`, `promotions.not_now` unless it is approved or runs */
export async function issuableCampaign(ctx: Ctx, campaignId: Id<'campaign'>): Promise<CampaignRow> {
  const campaign = await lockedCampaign(ctx, campaignId);
  if (campaign.trigger !== 'coupon') throw new AppError('promotions.not_a_coupon', { campaignId });
  const isOver = campaign.ends_at !== null && campaign.ends_at <= ctx.now;
  if (campaign.state !== 'running' || isOver) throw new AppError('promotions.not_now', { campaignId });
  return campaign;
}

/** The campaign is locked by the caller. Counts what was entered, and no more. @throws AppError `promotions.coupons_gone` */
export async function enterCoupons(ctx: Ctx, campaign: CampaignRow, rows: readonly Omit<NewCoupon, 'campaign_id' | 'expires_at' | 'issued_at'>[]) {
  const terms = { campaign_id: campaign.id, expires_at: expiresAtOf(ctx, campaign), issued_at: ctx.now };
  // What is entered is counted; a bound of departments must not hide from us what we have just entered.
  return asSystem(ctx, async (system) => {
    const entered = await insertCoupons(
      system,
      rows.map((row) => ({ ...row, ...terms })),
    );
    if (!(await addIssued(system, campaign.id, entered.length))) throw new AppError('promotions.coupons_gone', { campaignId: campaign.id });
    return entered;
  });
}

/** By member numbers; a number that the actor does not see is one that nobody has. @throws AppError as `issuableCampaign`, `promotions.coupons_gone` */
export async function issueCoupons(
  ctx: Ctx,
  { campaignId, memberNumbers }: InputOf<typeof promotions.issueCoupons>,
): Promise<OutputOf<typeof promotions.issueCoupons>> {
  const campaign = await issuableCampaign(ctx, campaignId);
  const members = await findMembersByNumber(ctx, memberNumbers);
  const holders = [...members.values()].filter(({ status }) => status === 'active');
  const unknownNumbers = memberNumbers.filter((number) => members.get(number.toLowerCase())?.status !== 'active');
  const entered = await enterCoupons(
    ctx,
    campaign,
    holders.map(({ id }) => ({ id: newId<'coupon'>(ctx.now.getTime()), member_id: id, way: 'members' as const })),
  );
  await record(ctx, { action: 'promotions.issueCoupons', targetKind: 'campaign', targetId: campaignId, after: { issuedCount: entered.length } });
  return { issuedCount: entered.length, unknownNumbers };
}

/** The codes are told this once; only a keyed hash of each is kept. @throws AppError as `issuableCampaign`, `promotions.coupons_gone` */
export async function makeCouponCodes(
  ctx: Ctx,
  { campaignId, count }: InputOf<typeof promotions.makeCouponCodes>,
  secrets: SecretBox,
): Promise<OutputOf<typeof promotions.makeCouponCodes>> {
  const campaign = await issuableCampaign(ctx, campaignId);
  const codes = new Set<string>();
  while (codes.size < count) codes.add(drawCode());
  const entered = await enterCoupons(
    ctx,
    campaign,
    [...codes].map((code) => ({
      id: newId<'coupon'>(ctx.now.getTime()),
      member_id: null,
      way: 'codes' as const,
      code_hash: hashOfCode(secrets, code),
      code_tail: code.slice(-TAIL_LENGTH),
    })),
  );
  await record(ctx, { action: 'promotions.makeCouponCodes', targetKind: 'campaign', targetId: campaignId, after: { issuedCount: entered.length } });
  return { codes: [...codes] };
}

const drawCode = () => Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');

export const hashOfCode = (secrets: SecretBox, code: string): string => secrets.keyedHash('promotions.coupon_code', code);

import { AppError, type OutputOf, type promotions } from '@tessera/contract';
import { DAY_MS } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers } from '../members/index.ts';
import { namesInScope } from './campaign-scope.ts';
import type { CouponRow } from './coupon-queries.ts';
import { type CampaignRow, selectCampaignsById } from './queries.ts';

export type CouponView = OutputOf<typeof promotions.withdrawCoupon>;
export type OwnCouponView = OutputOf<typeof promotions.takeCoupon>;

/** The first instant at which a coupon of now pays nothing more: so many days later, and never after its campaign. */
export function expiresAtOf(
  { now }: Pick<Ctx, 'now'>,
  { coupon_valid_days, ends_at }: Pick<CampaignRow, 'coupon_valid_days' | 'ends_at'>,
): Date | null {
  if (coupon_valid_days === null) return ends_at;
  const at = new Date(now.getTime() + coupon_valid_days * DAY_MS);
  return ends_at !== null && ends_at < at ? ends_at : at;
}

/** A coupon is over with its time or with its campaign, also before a job has marked it. */
export function stateOf({ now }: Pick<Ctx, 'now'>, coupon: CouponRow, campaign?: Pick<CampaignRow, 'state'>): CouponRow['state'] {
  if (coupon.state !== 'available') return coupon.state;
  const isOver = campaign?.state === 'ended' || (coupon.expires_at !== null && coupon.expires_at <= now);
  return isOver ? 'expired' : 'available';
}

/** Coupons of one campaign, with the names of the members whom the actor may see. */
export async function describeCoupons(ctx: Ctx, rows: readonly CouponRow[]): Promise<CouponView[]> {
  const members = await findMembers(
    ctx,
    rows.flatMap(({ member_id }) => (member_id ? [member_id] : [])),
  );
  return rows.map((row) => {
    const member = row.member_id ? members.get(row.member_id) : undefined;
    return {
      id: row.id,
      campaignId: row.campaign_id,
      memberId: row.member_id,
      memberName: member?.name ?? null,
      memberNumber: member?.memberNumber ?? null,
      way: row.way,
      codeTail: row.code_tail,
      state: stateOf(ctx, row),
      expiresAt: row.expires_at,
      issuedAt: row.issued_at,
      usedAt: row.used_at,
    };
  });
}

/** What a member may know of a campaign. */
export async function describeTerms(ctx: Ctx, rows: readonly CampaignRow[]) {
  const named = await asSystem(ctx, (system) => namesInScope(system, rows));
  return new Map(
    rows.map((row) => {
      const { names, categories, levels } = named(row);
      const nameOf = (id: string) => names.find((one) => one.id === id)?.name ?? [];
      return [
        row.id,
        {
          campaignId: row.id,
          name: { zh: row.name_zh, en: row.name_en },
          benefit: row.benefit as OwnCouponView['benefit'], // Lists in the engine are read-only; the contract's are not.
          minSpendMinor: row.min_spend_minor,
          merchantNames: row.merchant_ids.flatMap(nameOf),
          merchantCategories: row.merchant_categories,
          itemNames: row.item_ids.flatMap(nameOf),
          categoryNames: categories.map(({ name }) => name),
          levelNames: levels.map(({ name }) => name),
        },
      ] as const;
    }),
  );
}

/** A member's coupons, each with its campaign's terms, which the member may not read otherwise. */
export async function describeOwn(ctx: Ctx, rows: readonly CouponRow[]): Promise<OwnCouponView[]> {
  const campaigns = await asSystem(ctx, (system) => selectCampaignsById(system, [...new Set(rows.map(({ campaign_id }) => campaign_id))]));
  const terms = await describeTerms(ctx, campaigns);
  return rows.flatMap((row) => {
    const of = terms.get(row.campaign_id);
    const campaign = campaigns.find(({ id }) => id === row.campaign_id);
    return of ? [{ ...of, id: row.id, state: stateOf(ctx, row, campaign), expiresAt: row.expires_at, usedAt: row.used_at }] : [];
  });
}

export async function shownOwn(ctx: Ctx, row: CouponRow): Promise<OwnCouponView> {
  const [view] = await describeOwn(ctx, [row]);
  if (!view) throw new AppError('promotions.campaign_unknown', { campaignId: row.campaign_id });
  return view;
}

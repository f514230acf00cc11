import { AppError, type ContentOf, type OutputOf, type promotions } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { toMinor } from '@tessera/kernel';
import type { Benefit, Campaign } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import type { findCategories } from '../catalogue/index.ts';
import { readSetting } from '../settings/index.ts';
import { namesInScope } from './campaign-scope.ts';
import { type CampaignRow, isOfHouse, lockCampaign, selectCampaignsById } from './queries.ts';

export type CampaignView = OutputOf<typeof promotions.getCampaign>;
type Categories = Awaited<ReturnType<typeof findCategories>>;
export type CampaignInput = ContentOf<typeof promotions.createCampaign>;

/** As the engine knows it. A category stands for those below it where `categories` knows them. */
export function pricedCampaign(row: CampaignRow, categories: Categories = new Map()): Campaign {
  return {
    id: row.id,
    trigger: row.trigger,
    benefit: row.benefit,
    beginsAtMs: row.begins_at.getTime(),
    endsAtMs: row.ends_at?.getTime() ?? null,
    hours: row.hours,
    scope: {
      merchantIds: row.merchant_ids,
      merchantCategories: row.merchant_categories,
      productIds: row.item_ids,
      productCategories: row.category_ids.flatMap((id) => categories.get(id)?.withBelow ?? [id]),
      memberKinds: row.member_kinds,
      groupIds: row.department_ids,
      levelIds: row.level_ids,
    },
    minSpendMinor: row.min_spend_minor ?? toMinor(0),
    budgetMinor: row.budget_minor,
    perMemberMinor: row.per_member_minor,
    perMemberCount: row.per_member_count,
    places: row.places,
    bearer: row.bearer,
    bearerId: row.bearer_id,
    priority: row.priority,
    standing: row.standing,
    secret: row.secret,
  };
}

/** @throws AppError `promotions.ends_before_it_begins`, `promotions.terms_wrong` */
export function columnsOf(input: CampaignInput) {
  if (input.endsAt !== null && input.endsAt <= input.beginsAt) throw new AppError('promotions.ends_before_it_begins');
  const fault = faultOf(input);
  if (fault) throw new AppError('promotions.terms_wrong', { field: fault });
  return {
    name_zh: input.name.zh,
    name_en: input.name.en,
    trigger: input.trigger,
    benefit: JSON.stringify(input.benefit),
    begins_at: input.beginsAt,
    ends_at: input.endsAt,
    hours: JSON.stringify(input.hours),
    merchant_ids: input.scope.merchantIds,
    merchant_categories: input.scope.merchantCategories,
    member_kinds: input.scope.memberKinds,
    department_ids: input.scope.departmentIds,
    item_ids: input.scope.itemIds,
    category_ids: input.scope.categoryIds,
    level_ids: input.scope.levelIds,
    min_spend_minor: input.minSpendMinor,
    budget_minor: input.budgetMinor,
    per_member_minor: input.perMemberMinor,
    per_member_count: input.perMemberCount,
    places: input.places,
    bearer: input.bearer,
    bearer_id: input.bearerId,
    priority: input.priority,
    standing: input.standing,
    return_policy: input.returnPolicy,
    code: input.code,
    coupon_valid_days: input.coupon?.validDays ?? null,
    coupon_issue_max: input.coupon?.issueMax ?? null,
    coupon_takes: input.coupon?.takesPerMember ?? null,
    thanks_category_ids: input.coupon?.thanksCategoryIds ?? null,
  };
}

/** The field that does not go with the others. A merchant bears only what it gives itself. */
function faultOf({ benefit, trigger, code, coupon, bearer, bearerId, scope }: CampaignInput): string | null {
  if (!isInOrder(benefit)) return 'benefit';
  if ((trigger === 'code') !== (code !== null)) return 'code';
  if ((trigger === 'coupon') !== (coupon !== null)) return 'coupon';
  if ((bearer === 'platform') !== (bearerId === null)) return 'bearerId';
  const isOnlyThere = scope.merchantCategories.length === 0 && scope.merchantIds.length === 1 && scope.merchantIds[0] === bearerId;
  return bearer === 'merchant' && !isOnlyThere ? 'scope' : null;
}

/** Tiers rise in what they ask and in what they give, and none gives more than it asks. */
function isInOrder(benefit: Benefit): boolean {
  if (benefit.kind === 'random') return benefit.leastMinor <= benefit.mostMinor;
  if (benefit.kind !== 'spendLess') return true;
  return benefit.tiers.every(({ fromMinor, lessMinor }, index) => {
    const before = benefit.tiers[index - 1];
    return lessMinor <= fromMinor && (!before || (before.fromMinor < fromMinor && before.lessMinor < lessMinor));
  });
}

/** Campaigns as the contract shows them, with the names of what they name. */
export async function describeCampaigns(ctx: Ctx, rows: readonly CampaignRow[]): Promise<CampaignView[]> {
  const named = await namesInScope(ctx, rows);
  const approvalAbove = await readSetting(ctx, 'promotions.approvalAboveMinor');
  const isHouse = isOfHouse(ctx.actor);
  return rows.map((row) => ({
    ...termsView(row),
    state: row.state,
    revision: row.revision,
    writtenByName: isHouse ? row.written_by_name : null,
    approvedByName: isHouse ? row.approved_by_name : null,
    isOwn: ctx.actor.kind === 'staff' && ctx.actor.staffId === row.written_by,
    needsApproval: needsApproval(row, approvalAbove),
    isApplied: row.used_count > 0,
    ...named(row),
    usedCount: row.used_count,
    usedMinor: row.used_minor,
    memberCount: row.member_count,
    issuedCount: row.issued_count,
    createdAt: row.created_at,
  }));
}

/** A campaign without a budget may cost anything. */
export function needsApproval({ budget_minor }: Pick<CampaignRow, 'budget_minor'>, aboveMinor: number): boolean {
  return budget_minor === null || budget_minor > aboveMinor;
}

function termsView(row: CampaignRow) {
  return {
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    trigger: row.trigger,
    benefit: row.benefit as CampaignView['benefit'], // Lists in the engine are read-only; the contract's are not.
    beginsAt: row.begins_at,
    endsAt: row.ends_at,
    hours: row.hours as CampaignView['hours'], // As above.
    scope: {
      merchantIds: row.merchant_ids,
      merchantCategories: row.merchant_categories,
      memberKinds: row.member_kinds,
      departmentIds: row.department_ids,
      itemIds: row.item_ids,
      categoryIds: row.category_ids,
      levelIds: row.level_ids,
    },
    minSpendMinor: row.min_spend_minor,
    budgetMinor: row.budget_minor,
    perMemberMinor: row.per_member_minor,
    perMemberCount: row.per_member_count,
    places: row.places,
    bearer: row.bearer,
    bearerId: row.bearer_id,
    priority: row.priority,
    standing: row.standing,
    returnPolicy: row.return_policy,
    code: row.code,
    coupon: row.coupon_takes === null ? null : couponTermsOf(row, row.coupon_takes),
  };
}

function couponTermsOf(row: CampaignRow, takesPerMember: number) {
  return { validDays: row.coupon_valid_days, issueMax: row.coupon_issue_max, takesPerMember, thanksCategoryIds: row.thanks_category_ids };
}

export async function shownCampaign(ctx: Ctx, row: CampaignRow): Promise<CampaignView> {
  const [view] = await describeCampaigns(ctx, [row]);
  if (!view) throw new AppError('promotions.campaign_unknown', { campaignId: row.id });
  return view;
}

/** @throws AppError `promotions.campaign_unknown` */
export async function knownCampaign(ctx: Ctx, campaignId: Id<'campaign'>): Promise<CampaignRow> {
  const [row] = await selectCampaignsById(ctx, [campaignId]);
  if (!row) throw new AppError('promotions.campaign_unknown', { campaignId });
  return row;
}

/** @throws AppError `promotions.campaign_unknown` */
export async function lockedCampaign(ctx: Ctx, campaignId: Id<'campaign'>): Promise<CampaignRow> {
  const row = await lockCampaign(ctx, campaignId);
  if (!row) throw new AppError('promotions.campaign_unknown', { campaignId });
  return row;
}

/** What the audit log keeps of one. */
export function auditedCampaign(row: CampaignRow) {
  const { id, name, benefit, hours, scope, coupon, beginsAt, endsAt, ...terms } = termsView(row);
  return {
    campaignId: id,
    nameZh: name.zh,
    nameEn: name.en,
    benefit: JSON.stringify(benefit),
    hours: JSON.stringify(hours),
    scope: JSON.stringify(scope),
    coupon: coupon && JSON.stringify(coupon),
    beginsAt: beginsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    ...terms,
    state: row.state,
    writtenBy: row.written_by_name,
  };
}

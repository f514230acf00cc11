import { type Basket, type BasketLine, type Campaign, type CampaignScope, type PricedMember, type PricingFacts, UNUSED } from './campaign.ts';
import { isOpenAt } from './hours.ts';
import { type Skip, skip } from './reasons.ts';

/** Why a campaign does not count here and now, whatever is in the basket; null when it does. */
export function refusalOf(campaign: Campaign, basket: Basket, facts: PricingFacts): Skip | null {
  return (
    refusalInTime(campaign, facts) ??
    refusalByPlace(campaign, basket) ??
    refusalOfMember(campaign, facts.member) ??
    refusalByTrigger(campaign, facts) ??
    refusalByUse(campaign, facts)
  );
}

function refusalInTime({ beginsAtMs, endsAtMs, hours }: Campaign, facts: PricingFacts): Skip | null {
  if (facts.atMs < beginsAtMs) return skip('not_begun', { beginsAtMs });
  if (endsAtMs !== null && facts.atMs >= endsAtMs) return skip('over', { endsAtMs });
  return isOpenAt(hours, facts) ? null : skip('other_hours');
}

function refusalByPlace({ scope }: Campaign, { merchantId, merchantCategory }: Basket): Skip | null {
  const isAnywhere = scope.merchantIds.length === 0 && scope.merchantCategories.length === 0;
  const isHere = scope.merchantIds.includes(merchantId) || (merchantCategory !== null && scope.merchantCategories.includes(merchantCategory));
  return isAnywhere || isHere ? null : skip('other_merchant');
}

/** Why a campaign is not for somebody; null when it is. */
export function refusalOfMember({ scope, bearer, bearerId, perMemberCount, perMemberMinor }: Campaign, member: PricedMember | null): Skip | null {
  const asksWho = isBounded(scope) || bearer === 'issuer' || perMemberCount !== null || perMemberMinor !== null;
  if (asksWho && !member) return skip('member_unknown');
  if (member && !isFor(scope, member)) return skip('other_member');
  return member && bearer === 'issuer' && member.issuerId !== bearerId ? skip('other_member') : null;
}

const refusalByTrigger = ({ id, trigger }: Campaign, { shown }: PricingFacts): Skip | null =>
  trigger === 'open' || shown.has(id) ? null : skip('not_shown');

const isBounded = ({ memberKinds, groupIds, levelIds }: CampaignScope) => memberKinds.length > 0 || groupIds.length > 0 || levelIds.length > 0;

function isFor({ memberKinds, groupIds, levelIds }: CampaignScope, member: PricedMember): boolean {
  if (memberKinds.length > 0 && !memberKinds.includes(member.kind)) return false;
  if (groupIds.length > 0 && !member.groupIds.some((group) => groupIds.includes(group))) return false;
  return levelIds.length === 0 || member.levelIds.some((level) => levelIds.includes(level));
}

function refusalByUse({ id, places, budgetMinor, perMemberCount, perMemberMinor }: Campaign, { usage }: Pick<PricingFacts, 'usage'>): Skip | null {
  const used = usage.get(id) ?? UNUSED;
  if (places !== null && used.count >= places) return skip('places_gone', { places });
  if (budgetMinor !== null && used.minor >= budgetMinor) return skip('budget_spent', { budgetMinor });
  if (perMemberCount !== null && used.memberCount >= perMemberCount) return skip('member_count_reached', { perMemberCount });
  if (perMemberMinor !== null && used.memberMinor >= perMemberMinor) return skip('member_sum_reached', { perMemberMinor });
  return null;
}

/** Whether it may come to count on something of a basket for somebody: at this or another hour, whatever is shown, whatever the sum. */
export function mayCountOn(campaign: Campaign, basket: Basket, facts: Pick<PricingFacts, 'member' | 'usage'>): boolean {
  const refusal = refusalByPlace(campaign, basket) ?? refusalOfMember(campaign, facts.member) ?? refusalByUse(campaign, facts);
  return refusal === null && basket.lines.some((line) => isLineIn(campaign.scope, line));
}

/** Both lists bound: a product that is named, or one of a category that is named. */
export function isLineIn({ productIds, productCategories }: CampaignScope, { productId, category }: BasketLine): boolean {
  if (productIds.length === 0 && productCategories.length === 0) return true;
  return (productId !== null && productIds.includes(productId)) || (category !== null && productCategories.includes(category));
}

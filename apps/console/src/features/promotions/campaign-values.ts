import type { Campaign } from '@tessera/contract';
import { formatDecimal, type Id, type Minor, toMinor } from '@tessera/kernel';
import type { Benefit } from '@tessera/rules';
import { minuteOf } from '@tessera/ui';
import type { MemberKind } from '../../shared/limits.ts';
import { readAmount } from '../../shared/money-field.tsx';
import { type NameValues, nameOf } from '../../shared/name-fields.tsx';
import { type ScopeValues, scopeOf, scopeValues } from '../../shared/scope-fields.tsx';
import type { useCreateCampaign } from './use-campaigns.ts';

type Wanted = Parameters<ReturnType<typeof useCreateCampaign>['mutate']>[0];
export type Values = NameValues &
  ScopeValues & {
    trigger: Campaign['trigger'];
    kind: Benefit['kind'];
    tiers: { from: string; less: string }[];
    percent?: number;
    cap?: string;
    least?: string;
    most?: string;
    item?: string;
    quantity: number;
    worth?: string;
    begins: string;
    ends?: string;
    days: number[];
    hoursFrom?: string;
    hoursUntil?: string;
    kinds: MemberKind[];
    departmentIds: Id<'department'>[];
    itemIds: Id<'item'>[];
    categoryIds: Id<'category'>[];
    levelIds: Id<'pointsLevel'>[];
    min?: string;
    budget?: string;
    perMember?: string;
    perMemberCount?: number | null;
    places?: number | null;
    bearer: Campaign['bearer'];
    bearerId?: Id<'organization'>;
    priority: number;
    standing: Campaign['standing'];
    returnPolicy: Campaign['returnPolicy'];
    code?: string;
    validDays?: number | null;
    issueMax?: number | null;
    takes: number;
    thanks: boolean;
    thanksCategoryIds: Id<'category'>[];
  };

const BPS_PER_PERCENT = 100;
/** The operator's; it has no daylight saving. */
const OFFSET = '+08:00';
const instantOf = (local: string) => new Date(`${local}:00${OFFSET}`).toISOString();
const localOf = (iso: string) => minuteOf(iso).replace(' ', 'T');

/** What the fields say so far; undefined while they are not whole. */
export function benefitOf(values: Values): Benefit | undefined {
  const { kind, quantity } = values;
  if (kind === 'spendLess') {
    const tiers = values.tiers.map((tier) => ({ fromMinor: readAmount(tier?.from), lessMinor: readAmount(tier?.less) }));
    const whole = tiers.flatMap(({ fromMinor, lessMinor }) => (fromMinor && lessMinor ? [{ fromMinor, lessMinor }] : []));
    return whole.length > 0 && whole.length === tiers.length ? { kind, tiers: whole.sort((a, b) => a.fromMinor - b.fromMinor) } : undefined;
  }
  if (kind === 'percentage') {
    const rateBps = Math.round((values.percent ?? 0) * BPS_PER_PERCENT);
    return rateBps > 0 ? { kind, rateBps, capMinor: readAmount(values.cap) ?? null } : undefined;
  }
  if (kind === 'random') {
    const [leastMinor, mostMinor] = [readAmount(values.least), readAmount(values.most)];
    return leastMinor && mostMinor && leastMinor <= mostMinor ? { kind, leastMinor, mostMinor } : undefined;
  }
  if (kind === 'freeItem') return { kind, quantity };
  const worthMinor = readAmount(values.worth);
  return worthMinor && values.item?.trim() ? { kind, item: values.item.trim(), quantity, worthMinor } : undefined;
}

export function campaignOf(values: Values): Wanted {
  const benefit = benefitOf(values);
  if (!benefit) throw new RangeError('the form lets nothing else through');
  const { trigger, bearer, bearerId, days, hoursFrom, hoursUntil, priority, standing, returnPolicy } = values;
  const { merchantIds, categories } = scopeOf(values);
  const ofMerchant = bearer === 'merchant' && bearerId;
  return {
    name: nameOf(values),
    trigger,
    // The contract's lists are not read-only.
    benefit: benefit.kind === 'spendLess' ? { kind: 'spendLess', tiers: [...benefit.tiers] } : benefit,
    beginsAt: instantOf(values.begins),
    endsAt: values.ends ? instantOf(values.ends) : null,
    hours: days.length > 0 && hoursFrom && hoursUntil ? [{ days: [...days].sort(), from: hoursFrom, until: hoursUntil }] : [],
    scope: {
      // A merchant bears only what it gives itself.
      merchantIds: ofMerchant ? [bearerId] : merchantIds,
      merchantCategories: ofMerchant ? [] : categories,
      memberKinds: values.kinds,
      departmentIds: values.departmentIds,
      itemIds: values.itemIds,
      categoryIds: values.categoryIds,
      levelIds: values.levelIds,
    },
    minSpendMinor: readAmount(values.min) ?? null,
    budgetMinor: readAmount(values.budget) ?? null,
    perMemberMinor: readAmount(values.perMember) ?? null,
    perMemberCount: values.perMemberCount ?? null,
    places: values.places ?? null,
    bearer,
    bearerId: bearer === 'platform' ? null : (bearerId ?? null),
    priority,
    standing,
    returnPolicy,
    code: trigger === 'code' ? (values.code?.trim() ?? null) : null,
    coupon: trigger === 'coupon' ? couponOf(values) : null,
  };
}

function couponOf({ validDays = null, issueMax = null, takes, thanks, thanksCategoryIds }: Values): Wanted['coupon'] {
  return { validDays, issueMax, takesPerMember: takes, thanksCategoryIds: thanks ? thanksCategoryIds : null };
}

const EMPTY: Values = {
  zh: '',
  en: '',
  where: 'everywhere',
  categories: [],
  merchantIds: [],
  trigger: 'open',
  kind: 'spendLess',
  tiers: [{ from: '', less: '' }],
  quantity: 1,
  begins: '',
  days: [],
  kinds: [],
  departmentIds: [],
  itemIds: [],
  categoryIds: [],
  levelIds: [],
  bearer: 'platform',
  priority: 100,
  standing: 'joint',
  returnPolicy: 'keep',
  takes: 0,
  thanks: false,
  thanksCategoryIds: [],
};

/** A new campaign begins now. */
export function initialValues(campaign: Campaign | undefined, now: Date): Values {
  if (!campaign) return { ...EMPTY, begins: localOf(now.toISOString()) };
  const { scope, hours, coupon } = campaign;
  const { merchantIds, merchantCategories: categories } = scope;
  const where = scopeValues({ everywhere: merchantIds.length + categories.length === 0, merchantIds, categories });
  return {
    ...EMPTY,
    ...campaign.name,
    ...where,
    ...benefitValues(campaign.benefit),
    trigger: campaign.trigger,
    begins: localOf(campaign.beginsAt),
    ends: campaign.endsAt === null ? '' : localOf(campaign.endsAt),
    days: hours[0]?.days ?? [],
    hoursFrom: hours[0]?.from ?? '',
    hoursUntil: hours[0]?.until ?? '',
    kinds: scope.memberKinds,
    departmentIds: scope.departmentIds,
    itemIds: scope.itemIds,
    categoryIds: scope.categoryIds,
    // One that is no more stays as well: without it a campaign for it alone would be everybody's.
    levelIds: scope.levelIds,
    min: text(campaign.minSpendMinor),
    budget: text(campaign.budgetMinor),
    perMember: text(campaign.perMemberMinor),
    perMemberCount: campaign.perMemberCount,
    places: campaign.places,
    bearer: campaign.bearer,
    ...(campaign.bearerId && { bearerId: campaign.bearerId }),
    priority: campaign.priority,
    standing: campaign.standing,
    returnPolicy: campaign.returnPolicy,
    code: campaign.code ?? '',
    validDays: coupon?.validDays ?? null,
    issueMax: coupon?.issueMax ?? null,
    takes: coupon?.takesPerMember ?? 0,
    thanks: Boolean(coupon?.thanksCategoryIds),
    thanksCategoryIds: coupon?.thanksCategoryIds ?? [],
  };
}

const text = (minor: number | null): string => (minor === null ? '' : formatDecimal(toMinor(minor) satisfies Minor));

function benefitValues(benefit: Campaign['benefit']): Partial<Values> {
  const { kind } = benefit;
  if (kind === 'spendLess')
    return { kind, tiers: benefit.tiers.map(({ fromMinor, lessMinor }) => ({ from: text(fromMinor), less: text(lessMinor) })) };
  if (kind === 'percentage') return { kind, percent: benefit.rateBps / BPS_PER_PERCENT, cap: text(benefit.capMinor) };
  if (kind === 'random') return { kind, least: text(benefit.leastMinor), most: text(benefit.mostMinor) };
  if (kind === 'freeItem') return { kind, quantity: benefit.quantity };
  return { kind, item: benefit.item, quantity: benefit.quantity, worth: text(benefit.worthMinor) };
}

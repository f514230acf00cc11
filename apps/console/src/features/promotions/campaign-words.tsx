import type { Campaign, Coupon } from '@tessera/contract';
import { minuteOf, type useNamed } from '@tessera/ui';
import { Status, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';

const TONES = { draft: 'quiet', approved: 'quiet', running: 'good', paused: 'quiet', ended: 'quiet' } as const satisfies Record<
  Campaign['state'],
  Tone
>;
const COUPON_TONES = { available: 'good', locked: 'quiet', used: 'quiet', expired: 'quiet', withdrawn: 'quiet' } as const satisfies Record<
  Coupon['state'],
  Tone
>;

export function CampaignState(props: { state: Campaign['state'] }) {
  const t = useTexts();
  return <Status tone={TONES[props.state]}>{t(`campaignState.${props.state}`)}</Status>;
}

export function CouponState(props: { state: Coupon['state'] }) {
  const t = useTexts();
  return <Status tone={COUPON_TONES[props.state]}>{t(`couponState.${props.state}`)}</Status>;
}

export function windowWords(t: Texts, { beginsAt, endsAt }: Pick<Campaign, 'beginsAt' | 'endsAt'>): string {
  return endsAt === null ? t('promotions.from', { from: minuteOf(beginsAt) }) : `${minuteOf(beginsAt)} – ${minuteOf(endsAt)}`;
}

/** The same to the day, for a list. */
export function daysWords(t: Texts, { beginsAt, endsAt }: Pick<Campaign, 'beginsAt' | 'endsAt'>): string {
  const dayOf = (iso: string) => minuteOf(iso).slice(0, DAY_LETTERS);
  return endsAt === null ? t('promotions.from', { from: dayOf(beginsAt) }) : `${dayOf(beginsAt)} – ${dayOf(endsAt)}`;
}
const DAY_LETTERS = '2026-09-30'.length;

export function hoursWords(t: Texts, { hours }: Pick<Campaign, 'hours'>): string {
  if (hours.length === 0) return t('promotions.always');
  return hours.map(({ days, from, until }) => `${days.map((day) => t(`onDay.${day as Day}`)).join(' ')} ${from}–${until}`).join(t('subsidies.and')); // The contract lets 1 to 7 through.
}
export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
type Day = (typeof DAYS)[number];

const nameIn = ({ names }: Campaign, id: string) => names.find((one) => one.id === id)?.name ?? id;

export function placesWords(t: Texts, campaign: Campaign): string {
  const { merchantIds, merchantCategories } = campaign.scope;
  const places = [...merchantCategories.map((category) => t(`category.${category}`)), ...merchantIds.map((id) => nameIn(campaign, id))];
  return places.length === 0 ? t('subsidies.everywhere') : places.join(t('subsidies.and'));
}

export function peopleWords(t: Texts, campaign: Campaign): string {
  const { memberKinds, departmentIds } = campaign.scope;
  const people = [...memberKinds.map((kind) => t(`memberKind.${kind}`)), ...departmentIds.map((id) => nameIn(campaign, id))];
  return people.length === 0 ? t('promotions.everybody') : people.join(t('subsidies.and'));
}

type Named = ReturnType<typeof useNamed>;

/** Of what was sold: categories first, then products by name. */
export function productsWords(t: Texts, named: Named, campaign: Campaign): string {
  const products = [...categoryNames(named, campaign, campaign.scope.categoryIds), ...campaign.scope.itemIds.map((id) => nameIn(campaign, id))];
  return products.length === 0 ? t('promotions.everything') : products.join(t('subsidies.and'));
}

/** Null where nobody is thanked with a coupon. */
export function thanksWords(t: Texts, named: Named, campaign: Campaign): string | null {
  const ids = campaign.coupon?.thanksCategoryIds;
  if (!ids) return null;
  return ids.length === 0 ? t('promotions.everything') : categoryNames(named, campaign, ids).join(t('subsidies.and'));
}

const categoryNames = (named: Named, { categories }: Campaign, ids: readonly string[]): string[] =>
  categories.filter(({ id }) => ids.includes(id)).map(({ name }) => named(name));

/** Null where no level is asked for. */
export function levelsWords(t: Texts, named: Named, { scope, levels }: Campaign): string | null {
  if (scope.levelIds.length === 0) return null;
  const words = scope.levelIds.map((id) => {
    const level = levels.find((one) => one.id === id);
    return level ? t('promotions.levelWords', { programme: named(level.programmeName), level: named(level.name) }) : t('promotions.levelGone');
  });
  return words.join(t('subsidies.and'));
}

export function bearerWords(t: Texts, campaign: Campaign): string {
  const bearer = t(`bearer.${campaign.bearer}`);
  return campaign.bearerId === null ? bearer : `${bearer} · ${nameIn(campaign, campaign.bearerId)}`;
}

import type { Campaign, CampaignBenefit } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import type { Skip } from '@tessera/rules';

type BenefitWord = `benefit.${CampaignBenefit['kind'] | 'lessOnly' | 'percentageCapped'}`;
type Speak<Word extends string> = (key: Word, values?: Record<string, string | number>) => string;

const BPS_PER_PERCENT = 100;
const money = (minor: number) => formatMoney(toMinor(minor));

/** What it gives, a line for each tier. */
export function benefitLines(t: Speak<BenefitWord>, benefit: Campaign['benefit']): string[] {
  switch (benefit.kind) {
    case 'spendLess':
      return benefit.tiers.map(({ fromMinor, lessMinor }) =>
        fromMinor <= lessMinor
          ? t('benefit.lessOnly', { less: money(lessMinor) })
          : t('benefit.spendLess', { from: money(fromMinor), less: money(lessMinor) }),
      );
    case 'percentage': {
      const percent = benefit.rateBps / BPS_PER_PERCENT;
      return benefit.capMinor === null
        ? [t('benefit.percentage', { percent })]
        : [t('benefit.percentageCapped', { percent, cap: money(benefit.capMinor) })];
    }
    case 'random':
      return [t('benefit.random', { least: money(benefit.leastMinor), most: money(benefit.mostMinor) })];
    case 'gift':
      return [t('benefit.gift', { item: benefit.item, quantity: benefit.quantity })];
    case 'freeItem':
      return [t('benefit.freeItem', { quantity: benefit.quantity })];
  }
}

/** Why it gives nothing. */
export function skipWords(t: Speak<`skip.${Skip['code']}`>, { code, params }: Skip): string {
  return t(`skip.${code}`, { missing: money(Number(params.missingMinor ?? 0)) });
}

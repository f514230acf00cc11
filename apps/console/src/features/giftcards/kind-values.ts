import type { GiftCardKind } from '@tessera/contract';
import { formatDecimal, toMinor } from '@tessera/kernel';
import { readAmount } from '../../shared/money-field.tsx';
import { type NameValues, nameOf } from '../../shared/name-fields.tsx';
import { type ScopeValues, scopeOf, scopeValues } from '../../shared/scope-fields.tsx';
import { GIFT_CARD_MAX_MINOR } from './use-gift-cards.ts';

export type KindValues = NameValues &
  ScopeValues & {
    amountsKind: GiftCardKind['amounts']['kind'];
    amounts: string[];
    least: string;
    most: string;
    percent: number;
    validity: 'days' | 'forever';
    days: number;
  };

const BPS_PER_PERCENT = 100;
const TERM_DAYS = 365;
const AMOUNTS_MAX = 12;
const yuan = (minor: number) => formatDecimal(toMinor(minor));
const readFace = (text: string) => readAmount(text, GIFT_CARD_MAX_MINOR);

/** What the fields say of amounts; undefined while they say nothing that can be sold. */
export function amountsOf({ amountsKind, amounts, least, most }: KindValues): GiftCardKind['amounts'] | undefined {
  if (amountsKind === 'fixed') {
    const amountsMinor = amounts.flatMap((text) => readFace(text) ?? []);
    return amountsMinor.length === amounts.length && amounts.length > 0 && amounts.length <= AMOUNTS_MAX
      ? { kind: 'fixed', amountsMinor }
      : undefined;
  }
  const [leastMinor, mostMinor] = [readFace(least), readFace(most)];
  return leastMinor !== undefined && mostMinor !== undefined && leastMinor <= mostMinor ? { kind: 'free', leastMinor, mostMinor } : undefined;
}

export function kindOf(values: KindValues) {
  const amounts = amountsOf(values);
  if (!amounts) throw new RangeError('the form lets nothing else through');
  return {
    name: nameOf(values),
    amounts,
    priceBps: Math.round(values.percent * BPS_PER_PERCENT),
    validDays: values.validity === 'forever' ? null : values.days,
    scope: scopeOf(values),
  };
}

export function initialKind(kind: GiftCardKind | undefined): KindValues {
  const fresh = {
    zh: '',
    en: '',
    amountsKind: 'fixed' as const,
    amounts: ['50', '100', '200'],
    least: '10',
    most: '500',
    percent: 100,
    validity: 'days' as const,
    days: TERM_DAYS,
    where: 'everywhere' as const,
    categories: [],
    merchantIds: [],
  };
  if (!kind) return fresh;
  const { amounts, validDays } = kind;
  return {
    ...fresh,
    ...kind.name,
    ...scopeValues(kind.scope),
    ...(amounts.kind === 'fixed'
      ? { amounts: amounts.amountsMinor.map(yuan) }
      : { amountsKind: 'free' as const, least: yuan(amounts.leastMinor), most: yuan(amounts.mostMinor) }),
    percent: kind.priceBps / BPS_PER_PERCENT,
    ...(validDays === null ? { validity: 'forever' as const } : { days: validDays }),
  };
}

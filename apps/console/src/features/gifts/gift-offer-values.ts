import type { GiftFrequency, GiftKind, GiftOffer } from '@tessera/contract';
import { DAY_MS, formatDecimal, type Minor, toMinor } from '@tessera/kernel';
import type { GiftTerms } from '@tessera/rules';
import { readAmount } from '../../shared/money-field.tsx';

export type Values = {
  zh: string;
  en: string;
  kind: GiftKind;
  min: string;
  gift?: string;
  percent?: number;
  cap?: string;
  beginsOn: string;
  endsOn: string;
  memberKinds: GiftOffer['memberKinds'];
  frequency: GiftFrequency;
  budget?: string;
};

const BPS_PER_PERCENT = 100;
const TERM_DAYS = 30;

/** What the fields say so far; undefined while they are not whole. */
export function previewTerms({ kind, min, gift, percent, cap }: Values): GiftTerms | undefined {
  const minMinor = readAmount(min);
  if (minMinor === undefined) return undefined;
  if (kind === 'fixed') {
    const giftMinor = readAmount(gift);
    return giftMinor === undefined ? undefined : { kind, minMinor, giftMinor };
  }
  const rateBps = Math.round((percent ?? 0) * BPS_PER_PERCENT);
  return rateBps > 0 ? { kind, minMinor, rateBps, capMinor: readAmount(cap) ?? null } : undefined;
}

export function offerOf(values: Values) {
  const terms = previewTerms(values);
  if (!terms) throw new RangeError('the form lets nothing else through');
  const { zh, en, beginsOn, endsOn, memberKinds, frequency, budget } = values;
  return { name: { zh: zh.trim(), en: en.trim() }, terms, beginsOn, endsOn, memberKinds, frequency, budgetMinor: readAmount(budget) ?? null };
}

export function initialValues(offer: GiftOffer | undefined, today: string): Values {
  if (!offer) {
    const endsOn = new Date(Date.parse(today) + TERM_DAYS * DAY_MS).toISOString().slice(0, 10);
    return { zh: '', en: '', kind: 'fixed', min: '', beginsOn: today, endsOn, memberKinds: [], frequency: 'once' };
  }
  const { name, terms, beginsOn, endsOn, memberKinds, frequency, budgetMinor } = offer;
  const text = (minor: number | null): string => (minor === null ? '' : formatDecimal(toMinor(minor) satisfies Minor));
  const told = terms.kind === 'fixed' ? { gift: text(terms.giftMinor) } : { percent: terms.rateBps / BPS_PER_PERCENT, cap: text(terms.capMinor) };
  const days = { beginsOn, endsOn };
  return { ...name, kind: terms.kind, min: text(terms.minMinor), ...told, ...days, memberKinds, frequency, budget: text(budgetMinor) };
}

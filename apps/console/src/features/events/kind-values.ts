import type { TicketKind } from '@tessera/contract';
import { formatDecimal, parseAmount, toMinor } from '@tessera/kernel';

export type KindFields = Omit<TicketKind, 'ticketKindId' | 'number'>;
export type KindToSave = KindFields & { ticketKindId?: TicketKind['ticketKindId'] | undefined };
/** What stands in the fields: amounts in yuan, percents, hours. */
export type KindValues = Omit<KindFields, 'prices' | 'variations' | 'refundSteps' | 'changeFeeMinor' | 'changeEndsMinutesBefore' | 'taxRateBps'> & {
  prices: { category: string | null; price: string }[];
  variations: { code: string; name: string; difference: string }[];
  refundSteps: { hoursBefore: number; feePercent: number; fee: string }[];
  changeFee: string;
  changeEndsHoursBefore: number;
  taxPercent: number;
};

const HOUR = 60;
const PERCENT_BPS = 100;
const yuan = (minor: number) => formatDecimal(toMinor(minor));

export const BLANK_KIND: KindFields = {
  name: '',
  description: '',
  prices: [{ category: null, priceMinor: 0 }],
  variations: [],
  taxRateBps: 600,
  admits: 1,
  maxPerBuyer: 6,
  groupMinimum: 1,
  isRealName: false,
  audience: 'everybody',
  levelIds: [],
  refundSteps: [],
  changePolicy: 'none',
  changeFeeMinor: 0,
  changeEndsMinutesBefore: 1_440,
  parts: [],
  addOnTo: [],
  isRetired: false,
};

export function valuesOf({ prices, variations, refundSteps, changeFeeMinor, changeEndsMinutesBefore, taxRateBps, ...kind }: KindFields): KindValues {
  return {
    ...kind,
    prices: prices.map(({ category, priceMinor }) => ({ category, price: yuan(priceMinor) })),
    variations: variations.map(({ code, name, differenceMinor }) => ({ code, name, difference: yuan(differenceMinor) })),
    refundSteps: refundSteps.map(({ minutesBefore, feeBps, feeMinor }) => ({
      hoursBefore: minutesBefore / HOUR,
      feePercent: feeBps / PERCENT_BPS,
      fee: yuan(feeMinor),
    })),
    changeFee: yuan(changeFeeMinor),
    changeEndsHoursBefore: changeEndsMinutesBefore / HOUR,
    taxPercent: taxRateBps / PERCENT_BPS,
  };
}

export function fieldsOf({ prices, variations, refundSteps, changeFee, changeEndsHoursBefore, taxPercent, ...kind }: KindValues): KindFields {
  return {
    ...kind,
    name: kind.name.trim(),
    prices: prices.map(({ category, price }) => ({ category: category || null, priceMinor: minorOf(price) })),
    variations: variations.map(({ code, name, difference }) => ({ code, name: name.trim(), differenceMinor: signedMinorOf(difference) })),
    refundSteps: refundSteps
      .map(({ hoursBefore, feePercent, fee }) => ({
        minutesBefore: Math.round(hoursBefore * HOUR),
        feeBps: Math.round(feePercent * PERCENT_BPS),
        feeMinor: minorOf(fee),
      }))
      .toSorted((a, b) => b.minutesBefore - a.minutesBefore),
    changeFeeMinor: minorOf(changeFee),
    changeEndsMinutesBefore: Math.round(changeEndsHoursBefore * HOUR),
    taxRateBps: Math.round(taxPercent * PERCENT_BPS),
  };
}

/** Checked by the field’s rule before. */
function minorOf(text: string): number {
  return parseAmount(text) ?? 0;
}

/** «-10» takes ten yuan off. */
export function signedMinorOf(text: string): number {
  const isLess = text.startsWith('-');
  const minor = minorOf(isLess ? text.slice(1) : text);
  return isLess ? -minor : minor;
}

const SIGNED = /^-?\d{1,6}(\.\d{1,2})?$/;
const PLAIN = /^\d{1,6}(\.\d{1,2})?$/;
export const isPrice = (text: string | undefined) => PLAIN.test(text ?? '');
export const isDifference = (text: string | undefined) => SIGNED.test(text ?? '');

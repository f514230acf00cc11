/**
 * Money as integer minor units (fen for CNY, points for a programme). The only file that adds, splits, rounds or formats money.
 * Every amount is a safe integer, so sums are exact up to 2^53 - 1 fen (about 90 trillion yuan).
 */
declare const minor: unique symbol;
/** An integer count of minor units. Fen for CNY: `1250` is ¥12.50. */
export type Minor = number & { readonly [minor]: true };

/** The largest single amount that any route accepts: ¥1,000,000.00. A limit on everything. */
export const MAX_AMOUNT_MINOR = 100_000_000;

/** @throws RangeError when `value` is not a safe integer. */
export function toMinor(value: number): Minor {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an integer amount of minor units: ${value}`);
  return value as Minor; // The one place that brands a number as an amount.
}

export const ZERO = toMinor(0);

/** @throws RangeError when the sum leaves the safe integers. */
export function add(...amounts: Minor[]): Minor {
  return toMinor(amounts.reduce((sum: number, amount) => sum + amount, 0));
}

export function subtract(from: Minor, amount: Minor): Minor {
  return toMinor(from - amount);
}

export function negate(amount: Minor): Minor {
  return toMinor(0 - amount);
}

/**
 * Splits `total` over `weights` by the largest remainder method, so that the parts sum to the total exactly.
 * Ties go to the earlier weight. Weights are non-negative integers, at least one of them positive.
 */
export function split(total: Minor, weights: readonly number[]): Minor[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole <= 0 || weights.some((weight) => weight < 0)) throw new RangeError('weights must be non-negative and not all zero');
  const fits = total >= 0 && Number.isSafeInteger(whole * total);
  const parts = fits ? floorsOf(total, weights, whole) : exactFloorsOf(total, weights);
  let left = total - parts.reduce((sum, part) => sum + part.floor, 0);
  const order = [...parts].sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const part of order) {
    if (left <= 0) break;
    part.floor += 1;
    left -= 1;
  }
  return parts.map((part) => toMinor(part.floor));
}

type Part = { readonly index: number; floor: number; readonly remainder: number | bigint };

/** No product leaves the safe integers, so numbers are exact, and a great deal quicker. */
function floorsOf(total: number, weights: readonly number[], whole: number): Part[] {
  return weights.map((weight, index) => {
    const remainder = (total * weight) % whole;
    return { index, floor: (total * weight - remainder) / whole, remainder };
  });
}

function exactFloorsOf(total: number, weights: readonly number[]): Part[] {
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  return weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    const floor = product >= 0n ? product / whole : -((-product + whole - 1n) / whole);
    return { index, floor: Number(floor), remainder: product - floor * whole };
  });
}

/**
 * `amount × part ÷ whole`, rounded down: the remainder stays with whoever gives. `part` and `whole` are non-negative integers.
 * @throws RangeError when `whole` is not positive
 */
export function shareDown(amount: Minor, part: number, whole: number): Minor {
  if (whole <= 0 || amount < 0 || part < 0) throw new RangeError('a share is a part of something');
  const product = amount * part;
  if (Number.isSafeInteger(product)) return toMinor((product - (product % whole)) / whole);
  return toMinor(Number((BigInt(amount) * BigInt(part)) / BigInt(whole)));
}

/** `amount × rateBps ÷ 10,000`, a half fen up; of something negative the same the other way round. */
export function rateOf(amount: Minor, rateBps: number): Minor {
  const product = BigInt(Math.abs(amount)) * BigInt(rateBps);
  const rounded = toMinor(Number((product + 5_000n) / 10_000n));
  return amount < 0 ? negate(rounded) : rounded;
}

/**
 * What a person typed into a field for an amount, with full-width digits and a Chinese full stop as plain ones and without commas between
 * thousands. Everything else stays as it was typed, so that what is wrong can be seen and said.
 */
export function typedAmount(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/。/g, '.')
    .replace(/\s/g, '')
    .replace(/,(?=\d{3}(?:\D|$))/g, '');
}

/** `1234.5` style input of a person, in yuan, to minor units; `undefined` when it is not an amount with at most two decimals. */
export function parseAmount(text: string): Minor | undefined {
  const match = /^(\d{1,9})(?:\.(\d{0,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  return toMinor(Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')));
}

/** `¥1,234.50`, with a true minus sign for negatives. Exact: no float arithmetic. */
export function formatMoney(amount: Minor): string {
  return `${amount < 0 ? '−' : ''}¥${formatDecimal(toMinor(Math.abs(amount)), ',')}`;
}

/** `1234.50`, for files and form fields. */
export function formatDecimal(amount: Minor, group = ''): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
  return `${amount < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
}

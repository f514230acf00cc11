export const LEGS_MAX = 60;

/** From one stop to another: `from` until before `to`; a show is one leg, 0 to 1. */
export type LegSpan = { readonly from: number; readonly to: number };
export const WHOLE_SHOW: LegSpan = { from: 0, to: 1 };

/** A bit a leg, as PostgreSQL reads a bigint. @throws RangeError */
export function legBits({ from, to }: LegSpan): string {
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to <= from || to > LEGS_MAX) throw new RangeError(`no legs: ${from} to ${to}`);
  return (((1n << BigInt(to - from)) - 1n) << BigInt(from)).toString();
}

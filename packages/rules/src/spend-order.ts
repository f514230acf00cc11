/** Where a purse may pay: anywhere, or at these merchants and at all merchants of these categories. */
export type PurseScope = { readonly everywhere: boolean; readonly merchantIds: readonly string[]; readonly categories: readonly string[] };

/** What decides whether a purse pays, and when its turn is. */
export type PurseTerms = {
  readonly scope: PurseScope;
  /** The last day on which it pays, `2026-09-30`; null: it never expires. */
  readonly expiresOn: string | null;
  /** Grows with age: the earlier of two purses has the smaller one. */
  readonly openedAtMs: number;
};

/** Where and when a payment happens; `category` is null for a merchant without one. */
export type PaymentPlace = { readonly merchantId: string; readonly category: string | null; readonly businessOn: string };

export function isEligible({ scope, expiresOn }: Pick<PurseTerms, 'scope' | 'expiresOn'>, at: PaymentPlace): boolean {
  if (expiresOn !== null && expiresOn < at.businessOn) return false;
  return scope.everywhere || scope.merchantIds.includes(at.merchantId) || (at.category !== null && scope.categories.includes(at.category));
}

/** The purses that pay here and now, in the order of drawing: what expires first, then what is oldest. Cash comes behind them all. */
export function spendOrder<Purse extends PurseTerms>(purses: readonly Purse[], at: PaymentPlace): Purse[] {
  return purses.filter((purse) => isEligible(purse, at)).sort((a, b) => compareDays(a.expiresOn, b.expiresOn) || a.openedAtMs - b.openedAtMs);
}

/** A purse that never expires comes behind every one that does. */
function compareDays(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}

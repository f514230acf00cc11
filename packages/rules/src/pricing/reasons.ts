/** Why a campaign gave nothing. The words stand in the catalog, in both languages. */
export const SKIP_REASONS = [
  'not_begun',
  'over',
  'other_hours',
  'other_merchant',
  'member_unknown',
  'other_member',
  'not_shown',
  'nothing_in_scope',
  'below_minimum',
  'places_gone',
  'budget_spent',
  'member_count_reached',
  'member_sum_reached',
  'not_together',
  'nothing_left',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What cut a discount short. */
export const CUTS = ['budget', 'member'] as const;
export type Cut = (typeof CUTS)[number];

/** Ids and numbers that the words need; sums end in `Minor`. */
export type ReasonParams = Readonly<Record<string, string | number>>;
export type Skip = { readonly code: SkipReason; readonly params: ReasonParams };

export const skip = (code: SkipReason, params: ReasonParams = {}): Skip => ({ code, params });

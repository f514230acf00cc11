export const reconciliationErrors = {
  'reconciliation.bill_refused': 400,
  'reconciliation.bill_hash_wrong': 400,
  'reconciliation.bill_differs': 409,
  'reconciliation.bill_not_of_channel': 409,
  'reconciliation.day_not_over': 409,
  'reconciliation.day_closed': 409,
  'reconciliation.day_not_ready': 409,
  'reconciliation.day_not_closed': 404,
  'reconciliation.earlier_day_open': 409,
  'reconciliation.day_before_books': 409,
  'reconciliation.difference_unknown': 404,
  'reconciliation.difference_settled': 409,
  'reconciliation.adjustment_unknown': 404,
  'reconciliation.adjustment_decided': 409,
  'reconciliation.adjustment_not_the_gap': 409,
  'reconciliation.same_person': 403,
} as const;

/** Why a bill is refused whole. */
export const BILL_FAULTS = [
  'empty',
  'unreadable',
  'cut_short',
  'other_merchant',
  'other_day',
  'sums_differ',
  'twice_in_file',
  'lines_wrong',
  'no_answer',
] as const;
export type BillFault = (typeof BILL_FAULTS)[number];
/** What is wrong with a line of it. */
export const BILL_LINE_FAULTS = [
  'headings',
  'malformed',
  'after_the_sums',
  'other_merchant',
  'other_day',
  'time',
  'currency',
  'number',
  'amount',
  'kind',
  'twice_in_file',
] as const;
export type BillLineFault = (typeof BILL_LINE_FAULTS)[number];
export const BILL_STATES = ['reading', 'matching', 'matched', 'refused'] as const;
export type BillState = (typeof BILL_STATES)[number];

/** `long`: the channel has more; `short`: the channel has less; `amount`: both have it with another amount; `books`: our own sums differ. */
export const DIFFERENCE_KINDS = ['long', 'short', 'amount', 'books'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];
/** `suspense` is looked at again with the next day's bill; `adjusted` and `explained` are ends. */
export const DIFFERENCE_STATES = ['suspense', 'open', 'proposed', 'parked', 'adjusted', 'explained'] as const;
export type DifferenceState = (typeof DIFFERENCE_STATES)[number];
export const ADJUSTMENT_STATES = ['proposed', 'confirmed', 'rejected'] as const;
export type AdjustmentState = (typeof ADJUSTMENT_STATES)[number];
/** `waiting`: a bill is missing or being read; `differences`: somebody has to act; `ready`: can be closed. */
export const DAY_STATES = ['running', 'waiting', 'differences', 'ready', 'closed'] as const;
export type ReconciliationDayState = (typeof DAY_STATES)[number];
export const LEVEL_CHECKS = ['bill', 'ledger', 'charges', 'refunds', 'deposits', 'cash', 'balance'] as const;

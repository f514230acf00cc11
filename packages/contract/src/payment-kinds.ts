/** What moved a member's money, each kind one way only. */
export const PAYMENT_DIRECTIONS = {
  charge: 'out',
  refund: 'in',
  top_up: 'in',
  /** Out of an issuer’s deposit, and taken back by it. */
  issuer_top_up: 'in',
  issuer_top_up_back: 'out',
  withdrawal: 'out',
  fee: 'out',
  opening: 'in',
  adjustment_in: 'in',
  adjustment_out: 'out',
  grant: 'in',
  grant_expiry: 'out',
  grant_return: 'out',
  gift: 'in',
  gift_return: 'out',
  closure: 'out',
  meal_plan: 'out',
  meal_plan_return: 'in',
  gift_card: 'out',
  gift_card_return: 'in',
  gift_card_taken: 'in',
  gift_card_expiry: 'out',
  registration_in: 'in',
  registration_out: 'out',
} as const;
export type PaymentKind = keyof typeof PAYMENT_DIRECTIONS;
export const PAYMENT_KINDS = Object.keys(PAYMENT_DIRECTIONS) as PaymentKind[]; // The keys of a constant object are known.

export const redemptionsErrors = {
  'redemptions.unknown': 404,
  'redemptions.not_for_sale': 409,
  'redemptions.not_at_this_shop': 409,
  'redemptions.points_not_taken': 409,
  'redemptions.points_too_few': 409,
  'redemptions.points_too_many': 409,
  'redemptions.price_changed': 409,
  'redemptions.price_missing': 409,
  'redemptions.declined': 409,
  'redemptions.booking_needed': 409,
  'redemptions.wish_out_of_time': 409,
  'redemptions.photo_needed': 409,
  'redemptions.photo_unreadable': 400,
  'redemptions.photo_unknown': 404,
  'redemptions.voucher_unknown': 404,
  'redemptions.voucher_taken': 409,
  'redemptions.voucher_over': 409,
  'redemptions.merchant_suspended': 409,
  'redemptions.not_confirmed': 409,
  'redemptions.answer_late': 409,
  'redemptions.not_now': 409,
  'redemptions.return_too_much': 409,
  'redemptions.return_changed': 409,
  'redemptions.return_not_allowed': 403,
} as const;

export const PRICED = [
  'redemptions.not_for_sale',
  'redemptions.not_at_this_shop',
  'redemptions.points_not_taken',
  'redemptions.points_too_few',
  'redemptions.points_too_many',
] as const;
export const RUN_SHORT = ['loyalty.points_short', 'catalogue.sold_out', 'deposits.points_suspended'] as const;
export const OFFERS = ['promotions.coupon_unavailable', 'promotions.code_unknown', 'promotions.gift_at_till'] as const;
export const PAID = [
  ...PRICED,
  ...RUN_SHORT,
  'redemptions.price_changed',
  'redemptions.price_missing',
  'redemptions.declined',
  'request.key_reused',
  'request.busy',
] as const;
/** Of whoever shows or takes a voucher. */
export const VOUCHER = [
  'redemptions.voucher_unknown',
  'redemptions.voucher_taken',
  'redemptions.voucher_over',
  'redemptions.not_confirmed',
  'redemptions.merchant_suspended',
] as const;
export const ANSWERED = ['redemptions.unknown', 'redemptions.not_now', 'redemptions.answer_late', 'redemptions.merchant_suspended'] as const;
export const GIVEN_BACK = [
  'redemptions.unknown',
  'redemptions.not_now',
  'redemptions.return_too_much',
  'payments.wallet_not_active',
  'payments.over_card_balance_limit',
  'request.key_reused',
] as const;
/** By a merchant's people, who were shown what comes back. */
export const RETURNED = [...GIVEN_BACK, 'redemptions.return_changed'] as const;
export const RETURN_QUOTED = ['redemptions.unknown', 'redemptions.not_now', 'redemptions.return_too_much'] as const;

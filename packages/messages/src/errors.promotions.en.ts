import type { promotionErrorsZhCn } from './errors.promotions.zh-CN.ts';

/** Refusals of campaigns and coupons. */
export const promotionErrorsEn: Record<keyof typeof promotionErrorsZhCn, string> = {
  'promotions.campaign_unknown': 'There is no such campaign, or it has ended.',
  'promotions.name_taken': 'Another campaign has this name. Nothing was saved; choose a different one.',
  'promotions.code_taken': 'Another campaign has this code. Nothing was saved; choose a different one.',
  'promotions.ends_before_it_begins': 'The end is not after the beginning. Nothing was saved; correct it.',
  'promotions.terms_wrong': 'The terms do not fit each other. Nothing was saved; check the tiers, sums, code and bearer.',
  'promotions.merchant_unknown': 'One of the merchants does not exist. Nothing was saved; choose again.',
  'promotions.department_unknown': 'One of the departments does not exist. Nothing was saved; choose again.',
  'promotions.item_unknown': 'One of the products does not exist. Nothing was saved; choose again.',
  'promotions.item_elsewhere':
    'One of the products is not sold by the merchants that were chosen, so it would never be cheaper. Nothing was saved; choose again.',
  'promotions.category_unknown': 'One of the product categories does not exist. Nothing was saved; choose again.',
  'promotions.level_unknown': 'One of the member levels is no more. Nothing was saved; choose again.',
  'promotions.bearer_unknown': 'There is no such bearer. Nothing was saved; choose again.',
  'promotions.applied_already': 'A payment or coupon relies on this campaign, so it cannot change. Pause it and copy it into a new one.',
  'promotions.not_now': 'The campaign is not in a state for this. Reload the page.',
  'promotions.needs_approval': 'Its budget asks for a colleague to approve it before it starts.',
  'promotions.needs_another_person': 'You wrote this campaign, so it was not approved. Ask a colleague to check it.',
  'promotions.rewritten': 'The campaign was changed after you opened it, so nothing was done. Reload and check it again.',
  'promotions.not_a_coupon': 'This campaign has no coupons.',
  'promotions.coupons_gone': 'All coupons are given out. None was issued.',
  'promotions.taken_already': 'You have taken this coupon already.',
  'promotions.coupon_unknown': 'There is no such coupon.',
  'promotions.coupon_not_now': 'The coupon is used, kept by an order, or over. Nothing changed.',
  'promotions.coupon_unavailable': 'The coupon cannot be used: it is spent, kept by another order, or over. Nothing was charged.',
  'promotions.gift_at_till': 'This code is good for goods handed over, so it counts only where you pay at a till, not on the phone.',
  'promotions.code_unknown': 'This code is wrong, or was used. Check it and try again.',
  'promotions.code_locked': 'Five wrong codes in a row. Try again in 15 minutes.',
  'promotions.reservation_over': 'The order was given up or timed out, and its discount is free again. Order anew.',
  'checkouts.declined': 'The card or code was declined. Nothing was charged, and no coupon was used.',
  'checkouts.nothing_to_pay':
    'The offers take off everything, so there is nothing to charge and no coupon was used. Leave one coupon out, or hand the goods over.',
  'checkouts.price_changed': 'The price has changed since it was shown, so nothing was charged. Look at it again.',
  'promotions.audience_empty': 'Nobody fits these conditions. Widen them.',
};

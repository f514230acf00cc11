import { BOOKING_NOTICE_MINUTES } from '@tessera/contract';
import type { redemptionErrorsZhCn } from './errors.redemptions.zh-CN.ts';

/** Refusals of redemptions. */
export const redemptionErrorsEn: Record<keyof typeof redemptionErrorsZhCn, string> = {
  'redemptions.unknown': 'There is no such redemption, or you may not see it.',
  'redemptions.not_for_sale': 'This item cannot be redeemed now; it may have left the shelf. Choose another one. No points and no money moved.',
  'redemptions.not_at_this_shop': 'This shop does not offer the item. Redeem it where it is offered. No points and no money moved.',
  'redemptions.points_not_taken': 'This item takes no points. Pay for it in money.',
  'redemptions.points_too_few': 'This item takes points only, and there are too few. No points moved; choose other points or fewer pieces.',
  'redemptions.points_too_many': 'These are more points than the item takes, or one programme is named twice. No points moved; enter them again.',
  'redemptions.price_changed': 'The price has just changed. No points and no money moved; look at the new price and confirm again.',
  'redemptions.price_missing': 'No settlement price is agreed for this item, so it takes no points yet. Please ask the operator.',
  'redemptions.declined': 'The payment was declined. No points and no money moved; check card, code, PIN, balance and limits.',
  'redemptions.booking_needed': 'This item has to be booked. Choose when you would like to come.',
  'redemptions.wish_out_of_time': `Choose a time from now until the voucher ends; where the merchant confirms, at least ${BOOKING_NOTICE_MINUTES} minutes from now.`,
  'redemptions.photo_needed': 'This item needs a photo of the work. Take one first. No points and no money moved.',
  'redemptions.photo_unreadable': 'This photo cannot be read. Take it again as JPEG, PNG or WebP.',
  'redemptions.photo_unknown': 'There is no such photo; it may belong to another redemption. Take it again.',
  'redemptions.voucher_unknown': 'This merchant has no such voucher. Check the code, or ask the member where the voucher is for.',
  'redemptions.voucher_taken': 'This voucher was taken already. It is good only once.',
  'redemptions.merchant_suspended': 'This merchant is suspended and takes no vouchers. The member can cancel it and has everything back.',
  'redemptions.voucher_over': 'This voucher was cancelled or has ended. Its points and money went back to the member.',
  'redemptions.not_confirmed': 'This booking has not been confirmed yet. Confirm it in the list of bookings, then take the voucher.',
  'redemptions.answer_late': 'The time for an answer has passed, and everything goes back to the member. Ask them to book again.',
  'redemptions.not_now': 'This redemption has changed meanwhile, so this cannot be done now. Look at it again.',
  'redemptions.return_too_much': 'More pieces would come back than are left. Nothing moved; enter fewer.',
  'redemptions.return_changed': 'What would come back has changed since it was shown. Nothing moved; look at it again.',
  'redemptions.return_not_allowed': 'This device may give nothing back. Use one that may, or ask the merchant’s manager.',
};

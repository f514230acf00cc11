import type { giftCardErrorsZhCn } from './errors.giftcards.zh-CN.ts';

export const giftCardErrorsEn: Record<keyof typeof giftCardErrorsZhCn, string> = {
  'giftcards.kind_unknown': 'There is no such kind of gift cards.',
  'giftcards.name_taken': 'There is already a kind of gift cards of this name.',
  'giftcards.merchant_unknown': 'One of the merchants does not exist.',
  'giftcards.sold_already': 'Cards of this kind were sold. Where they pay cannot change any more; offer another kind instead.',
  'giftcards.not_for_sale': 'These gift cards are not sold any more.',
  'giftcards.amount_wrong': 'This amount is not sold. Please choose another.',
  'giftcards.price_changed': 'The price has changed. Please look again.',
  'giftcards.unknown': 'There is no such gift card. Please check the code.',
  'giftcards.taken_already': 'This gift card was taken already.',
  'giftcards.not_now': 'This is not possible with this gift card now: it is blocked, given back or taken.',
  'giftcards.over': 'This gift card has expired.',
  'giftcards.return_over': 'The days for giving this gift card back are over.',
  'giftcards.day_wrong': 'The new last day must be later than the one before, and not in the past.',
  'giftcards.insufficient_funds': 'There is not enough cash in the wallet.',
  'giftcards.over_limit': 'This is more than the limit for one payment or for the day.',
  'giftcards.wallet_not_active': 'The wallet is frozen or closed.',
};

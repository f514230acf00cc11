import type { disputeErrorsZhCn } from './errors.disputes.zh-CN.ts';

/** Refusals of cases. */
export const disputeErrorsEn: Record<keyof typeof disputeErrorsZhCn, string> = {
  'disputes.unknown': 'This case does not exist.',
  'disputes.not_now': 'The case has moved on, and this step no longer fits. Reload it.',
  'disputes.payment_unknown': 'This payment does not exist. Open it from your records and try again.',
  'disputes.payment_needed': 'This needs a sale that the case is about. Nothing was changed; choose another outcome.',
  'disputes.kind_not_for_payment': 'This kind of problem does not fit this payment. Choose another kind.',
  'disputes.amount_needed': 'Enter an amount.',
  'disputes.window_over': 'The payment is more than {days} days old. Please come to the service desk.',
  'disputes.open_already': 'There is a case about this payment already. Add what you have to say there.',
  'disputes.too_many': '{count} of your cases are under way. Wait until one of them has ended.',
  'disputes.no_merchant': 'No merchant is part of this case, so there is nobody to ask.',
  'disputes.not_at_desk': 'This colleague cannot take cases. Choose one from the list.',
  'disputes.nothing_left': 'All of this sale was given back before; nothing more was. End the case as cleared up.',
  'disputes.needs_another_person': 'You proposed this payment. Ask a colleague to approve it.',
  'disputes.opened_by_decider': 'You opened this case for the member, so nothing was changed. Ask a colleague to decide what moves money.',
  'disputes.insufficient_funds': 'The balance is too low, so nothing was charged. Top up, then agree.',
  'disputes.correction_too_large': 'A correction of one case is at most ¥{mostMinor, number, ::scale/0.01 .00}. Enter less.',
  'disputes.goodwill_too_large': 'Goodwill of one case is at most ¥{mostMinor, number, ::scale/0.01 .00}. Enter less.',
  'disputes.amount_changed': 'The amount has changed, so nothing was charged. Reload, look at the new amount, then answer.',
  'disputes.too_many_today': '{count} cases were opened within a day. Try again tomorrow, or come to the service desk if it is urgent.',
  'disputes.too_many_words': 'You have written {count} times in this case, which is all it takes. Wait for an answer, or come to the service desk.',
  'disputes.photo_unknown': 'This photo does not exist, or is no longer kept.',
  'disputes.photo_unreadable': 'This is not a whole JPEG, PNG or WebP picture, so it was not added. Take the photo again, or choose another.',
  'disputes.too_many_photos': 'The case has its {count} photos, which is all it takes. Describe the rest in words.',
};

import type { settlementErrorsZhCn } from './errors.settlement.zh-CN.ts';

/** Refusals of the settlement of services. */
export const settlementErrorsEn: Record<keyof typeof settlementErrorsZhCn, string> = {
  'settlement.accrual_unknown': 'This redemption is not in the settlement’s books.',
  'settlement.reversal_too_much': 'More would be taken back than was redeemed. Nothing was changed; refresh the page and try again.',
  'settlement.period_unknown': 'This month is not settled here.',
  'settlement.period_not_over': '{month} is not over yet. Cut it off after its last day.',
  'settlement.period_cut': '{month} is cut off already. Refresh the page.',
  'settlement.earlier_period_open': 'Months are cut off in their order. Cut {month} off first.',
  'settlement.period_not_now': '{month} is not summed yet, or closed already. Refresh the page.',
  'settlement.needs_another_person': 'It takes two people: you cut {month} off, so ask a colleague to approve it.',
  'settlement.bill_unknown': 'This bill does not exist.',
  'settlement.payable_unknown': 'This statement does not exist.',
  'settlement.takings_unknown': 'This statement of takings does not exist.',
  'settlement.nothing_to_pay_out': 'Nothing can be paid out: all is paid, under way, or below the least pay-out.',
  'settlement.payout_batch_unknown': 'This batch does not exist.',
  'settlement.payout_batch_not_now': 'This batch has moved on meanwhile. Refresh the page.',
  'settlement.payout_needs_another_person': 'It takes two people: you made this batch, so ask a colleague to release it.',
  'settlement.payout_account_changed': 'The account of {reference} was changed after the batch was made. Cancel this batch and make it anew.',
  'settlement.payout_unknown': 'This pay-out does not exist.',
  'settlement.payout_not_now': 'The result of this pay-out is written down already, or it is not released. Refresh the page.',
};

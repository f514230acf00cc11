import type { cardErrorsZhCn } from './errors.cards.zh-CN.ts';

/** Refusals of re-issue, batches, identity checks and emergency codes. */
export const cardErrorsEn: Record<keyof typeof cardErrorsZhCn, string> = {
  'cards.no_phone': 'No phone is held of this member. Look at a document, or ask questions instead.',
  'cards.identity_check_needed': 'Make sure who it is first. A check counts for 15 minutes.',
  'cards.identity_checks_spent': 'Three wrong sets of answers today. Look at a document, or send a code to the phone.',
  'cards.order_unknown': 'This card order does not exist.',
  'cards.order_open': 'This member has an order under way. Hand that card over, or cancel it first.',
  'cards.order_not_now': 'The order has moved on, so this cannot be done now. Look at it again.',
  'cards.replaces_physical': 'Only a physical card is re-issued. A virtual card gets a new code when it is found again in the app.',
  'cards.fee_not_covered':
    'The cash in the wallet does not cover the fee. Nothing was taken and nothing was ordered: top up first, or have the fee waived.',
  'cards.fee_refused': 'This wallet is closed or frozen and cannot pay the fee. Nothing was ordered.',
  'cards.waiver_not_allowed': 'You may not waive the fee. Ask the finance office.',
  'cards.batch_unknown': 'This batch of cards does not exist.',
  'cards.nothing_to_make': 'There is nothing to do: no order waits for the printer, or no card of the batch is made yet.',
};

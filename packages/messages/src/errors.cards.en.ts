import type { cardErrorsZhCn } from './errors.cards.zh-CN.ts';

/** Refusals of re-issue, batches, identity checks and emergency codes. */
export const cardErrorsEn: Record<keyof typeof cardErrorsZhCn, string> = {
  'cards.no_phone': 'No phone is held of this member. Look at a document, or ask questions instead.',
  'cards.identity_check_needed': 'Make sure who it is first. A check counts for 15 minutes.',
  'cards.identity_checks_spent': 'Three wrong sets of answers today. Look at a document, or send a code to the phone.',
  'cards.order_unknown': 'This card order does not exist.',
  'cards.anonymous':
    'An anonymous card is its holder’s only one: it is neither replaced, joined by another nor voided, and nothing was changed. Freeze it if it is lost; take it back or register it with the card in hand.',
  'anonymouscards.unknown': 'There is no such anonymous card.',
  'anonymouscards.other_card': 'The card that was read is another one. Nothing was changed; read the card that is to be handed in.',
  'anonymouscards.ended': 'This card was taken back or registered already. Nothing was changed; reload the page.',
  'anonymouscards.frozen': 'This card is frozen, perhaps because it was reported. Nothing was changed; look into it and unfreeze it first.',
  'anonymouscards.deposit_changed': 'The deposit has just been changed. No card was handed out; look at the new deposit and try again.',
  'anonymouscards.balance_changed': 'The balance has changed meanwhile. Nothing was paid out; look at the new balance and try again.',
  'anonymouscards.money_held': 'Part of the balance is kept back for a payment under way. Nothing was changed; try again when it has ended.',
  'anonymouscards.overdrawn': 'The balance is below zero. Nothing was changed; have it topped up first.',
  'anonymouscards.nobody': 'A card can be registered to a member with a name only. Choose another member.',
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

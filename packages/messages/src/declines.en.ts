import type { DeclineMessages } from './catalog.ts';

/** For a cashier: why not, and what to do. No money moved in any of these. */
export const declinesEn: DeclineMessages = {
  'decline.code_malformed': 'Not a pay code. Ask for the pay code in the app.',
  'decline.code_unknown': 'Unknown pay code. Ask the member to reopen the app.',
  'decline.code_wrong': 'Wrong pay code. Ask the member to refresh it.',
  'decline.code_expired': 'The code has expired. Ask the member to refresh it.',
  'decline.code_spent': 'This code was already used. Ask the member to refresh it.',
  'decline.code_locked': 'Too many wrong codes. Wait ten minutes, or use the card.',
  'decline.card_unknown': 'Unknown card. Check that it is a card of this system.',
  'decline.card_frozen': 'This card is frozen. Keep it and ask the holder to unfreeze it in the app.',
  'decline.card_void': 'This card is void. Ask for another one.',
  'decline.member_unknown': 'Unknown member number. Check it and try again.',
  'decline.wallet_frozen': 'This wallet is frozen. Send the member to the counter.',
  'decline.wallet_closed': 'This wallet is closed.',
  'decline.pin_required': 'Above the no-PIN limit: ask the member for the PIN.',
  'decline.pin_wrong': 'Wrong PIN. Ask the member to try again.',
  'decline.pin_locked': 'The PIN is locked. Only small amounts work; the counter can reset it.',
  'decline.pin_not_set': 'Above the no-PIN limit, and the member has set no PIN. It is set in the app.',
  'decline.static_code_over_floor': 'A member number pays small amounts only. Ask for the pay code or the card.',
  'decline.over_transaction_limit': 'Over the member’s limit for one payment.',
  'decline.over_day_limit': 'Over the member’s limit for today.',
  'decline.insufficient_funds': 'Not enough money. Top up, or take a smaller amount.',
  'decline.over_terminal_limit': 'Over this terminal’s limit for one sale.',
  'decline.merchant_suspended': 'This merchant is suspended and takes no payments.',
  'decline.reversed_before_arrival': 'This sale was cancelled before it arrived.',
};

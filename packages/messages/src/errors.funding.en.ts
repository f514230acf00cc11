import type { fundingErrorsZhCn } from './errors.funding.zh-CN.ts';

/** Refusals of top-ups, withdrawals and closures. */
export const fundingErrorsEn: Record<keyof typeof fundingErrorsZhCn, string> = {
  'gifts.offer_unknown': 'There is no such offer.',
  'gifts.name_taken': 'Another offer has this name. Nothing was saved; choose a different name.',
  'gifts.ends_before_it_begins': 'The last day lies before the first. Nothing was saved; correct the days.',
  'gifts.not_now':
    'The offer was started already: only its last day can change, not to before today, and its budget, not to below what was given. Nothing was saved; reload the page, or write a new offer.',
  'gifts.stop_first':
    'A running offer can only end sooner or give less. Nothing was saved; to extend it, stop it, change it, and have a colleague start it.',
  'gifts.writer_unknown': 'It is not on record who wrote this offer, so it was not started. Save it once, then have a colleague start it.',
  'gifts.needs_another_person': 'You wrote this offer, so it was not started. Ask a colleague to check and start it.',
  'gifts.rewritten': 'The offer was changed after you opened it, so it was not started. Reload the page and check it again.',
  'funding.gift_changed': 'Something was spent meanwhile, so another sum of the gift would lapse. Nothing was withdrawn; look at the sums again.',
  'funding.anonymous': 'The money on an anonymous card goes to whoever brings the card. Take the card back instead; nothing was paid out.',
  'funding.not_whole': 'This top-up can no longer be given back whole. Nothing was withdrawn; choose an amount instead.',
  'closures.round_unknown': 'There is no such round of closures.',
  'closures.round_not_now': 'That cannot be done with this round now. Nothing was changed; reload the page.',
  'closures.unknown': 'There is no such closure.',
  'closures.not_now': 'That cannot be done with this closure now. Nothing was changed; reload the page.',
  'closures.changed': 'The sum has changed meanwhile. Nothing was paid out or closed; look at the new sum and pay again.',
  'closures.gift_card': 'The member still has a gift card with something on it. Nothing was paid out or closed; it has to be spent first.',
  'closures.meal_plan': 'The member still has a meal plan that was paid for. Nothing was paid out or closed; give the plan back, then pay the rest.',
  'closures.nobody': 'Nobody was found to close. No round was made; check the numbers, the department or the kind.',
  'closures.too_many': 'A round holds at most {max, number} members. None was made; split it.',
  'closures.needs_another_person': 'Whoever made a round of closures cannot approve it. Ask a colleague.',
  'funding.over_limit':
    'The card may hold ¥{limitMinor, number, ::scale/0.01 .00}, and ¥{leftMinor, number, ::scale/0.01 .00} more fits. No money moved; choose a smaller amount.',
  'funding.way_unknown': 'This channel cannot be paid that way at the moment. No money moved; choose another way.',
  'funding.too_little': 'That is too little. No money moved; top up at least ¥1.',
  'funding.insufficient': 'The balance does not cover that. Nothing was withdrawn; choose a smaller amount.',
  'funding.beyond_sources':
    'Your top-ups can give back less than that. Nothing was withdrawn; choose a smaller amount, or ask for cash at the counter.',
  'funding.withdrawal_unknown': 'There is no such withdrawal.',
  'funding.withdrawal_not_now': 'This withdrawal has moved on since. Nothing was changed; reload the page.',
  'funding.needs_another_person': 'Whoever made a withdrawal cannot approve it. Ask a colleague.',
};

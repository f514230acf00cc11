import type { fundingErrorsZhCn } from './errors.funding.zh-CN.ts';

/** Refusals of top-ups, withdrawals and closures. */
export const fundingErrorsEn: Record<keyof typeof fundingErrorsZhCn, string> = {
  'funding.over_limit': 'That would bring the balance above what the card may hold. No money moved; choose a smaller amount.',
  'funding.way_unknown': 'This channel cannot be paid that way at the moment. No money moved; choose another way.',
  'funding.too_little': 'That is too little. No money moved; top up at least ¥1.',
  'funding.insufficient': 'The balance does not cover that. Nothing was withdrawn; choose a smaller amount.',
  'funding.beyond_sources':
    'Your top-ups can give back less than that. Nothing was withdrawn; choose a smaller amount, or ask for cash at the counter.',
  'funding.withdrawal_unknown': 'There is no such withdrawal.',
  'funding.withdrawal_not_now': 'This withdrawal has moved on since. Nothing was changed; reload the page.',
  'funding.needs_another_person': 'Whoever made a withdrawal cannot approve it. Ask a colleague.',
};

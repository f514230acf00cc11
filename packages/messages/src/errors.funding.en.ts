import type { fundingErrorsZhCn } from './errors.funding.zh-CN.ts';

/** Refusals of top-ups, withdrawals and closures. */
export const fundingErrorsEn: Record<keyof typeof fundingErrorsZhCn, string> = {
  'funding.over_limit': 'That would bring the balance above what the card may hold. No money moved; choose a smaller amount.',
  'funding.way_unknown': 'This channel cannot be paid that way at the moment. No money moved; choose another way.',
  'funding.too_little': 'That is too little. No money moved; top up at least ¥1.',
};

import type { reviewWordsZhCn } from './review-words.zh-CN.ts';

/** Words of reviews that phone, console and tables share. */
export const reviewWordsEn: Record<keyof typeof reviewWordsZhCn, string> = {
  'reviewTag.good_quality': 'Good quality',
  'reviewTag.fast': 'Fast',
  'reviewTag.friendly': 'Friendly',
  'reviewTag.clean': 'Clean',
  'reviewTag.good_value': 'Good value',
  'reviewTag.poor_quality': 'Poor quality',
  'reviewTag.slow': 'Slow',
  'reviewTag.unfriendly': 'Unfriendly',
  'reviewTag.unclean': 'Unclean',
  'reviewTag.pricey': 'Pricey',
  'reviewState.shown': 'Shown',
  'reviewState.hidden': 'Hidden',
  'review.stars': '{count, plural, one {# star} other {# stars}}',
};

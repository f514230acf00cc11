import type { helpWordsZhCn } from './help-words.zh-CN.ts';

/** Words of help articles that phone and console share. */
export const helpWordsEn: Record<keyof typeof helpWordsZhCn, string> = {
  'helpTopic.paying': 'Paying and records',
  'helpTopic.cards': 'Cards and losing one',
  'helpTopic.top_up': 'Topping up and refunds',
  'helpTopic.points': 'Points and redeeming',
  'helpTopic.account': 'Account and privacy',
  'helpTopic.complaints': 'Problems and complaints',
  'helpTopic.other': 'Other',
};

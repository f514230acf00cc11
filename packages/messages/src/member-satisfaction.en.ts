import type { memberSatisfactionZhCn } from './member-satisfaction.zh-CN.ts';

/** The one question after a chat or a case. */
export const memberSatisfactionEn: Record<keyof typeof memberSatisfactionZhCn, string> = {
  'verdict.ask': 'How were you served?',
  'verdict.score': '{count} of 5',
  'verdict.text': 'Anything to add? (optional)',
  'verdict.send': 'Send',
  'verdict.thanks': 'Thank you for telling us',
  'verdict.own': 'You rated this service {count} of 5',
  'verdict.unsure': 'No answer came. Try again; it will not count twice.',
};

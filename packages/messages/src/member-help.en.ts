import { helpWordsEn } from './help-words.en.ts';
import type { memberHelpZhCn } from './member-help.zh-CN.ts';

/** Help in the member app. */
export const memberHelpEn: Record<keyof typeof memberHelpZhCn, string> = {
  ...helpWordsEn,
  'action.retry': 'Try again',
  'problem.notRead': 'Could not be read',
  'help.title': 'Help',
  'help.search': 'Search, for example: lost card',
  'help.topic': 'Topic',
  'help.all': 'All',
  'help.none': 'Nothing found',
  'help.noneWhy': 'Try another word, or tell us directly.',
  'help.empty': 'No help yet',
  'help.emptyWhy': 'If something is wrong, tell us directly.',
  'help.found': '{count, plural, one {# answer} other {# answers}}',
  'help.still': 'Not what you were looking for?',
  'help.chat': 'Chat with us',
  'help.tell': 'Complain or report a problem',
};

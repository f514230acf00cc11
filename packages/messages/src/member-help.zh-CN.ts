import { helpWordsZhCn } from './help-words.zh-CN.ts';

/** Help in the member app. */
export const memberHelpZhCn = {
  ...helpWordsZhCn,
  'action.retry': '重试',
  'problem.notRead': '没有读出来',
  'help.title': '常见问题',
  'help.search': '搜索，例如：挂失',
  'help.topic': '主题',
  'help.all': '全部',
  'help.none': '没有找到',
  'help.noneWhy': '换个词试试，或者直接告诉我们。',
  'help.empty': '还没有常见问题',
  'help.emptyWhy': '有问题请直接告诉我们。',
  'help.found': '{count} 条解答',
  'help.still': '没有解决？',
  'help.chat': '在线客服',
  'help.tell': '投诉或提交问题',
};

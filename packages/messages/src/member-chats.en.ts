import { chatWordsEn } from './chat-words.en.ts';
import type { memberChatsZhCn } from './member-chats.zh-CN.ts';

/** Chats in the member app. */
export const memberChatsEn: Record<keyof typeof memberChatsZhCn, string> = {
  ...chatWordsEn,
  'action.retry': 'Try again',
  'problem.notRead': 'Could not be read',
  'chat.title': 'Chat with us',
  'chat.begin': 'What is it about?',
  'chat.here': 'Somebody is there, and usually answers within minutes.',
  'chat.start': 'Begin to chat',
  'chat.away': 'Nobody is there now',
  'chat.awayWhy': 'Somebody is there from {at}. What you write now becomes a case, and is answered then.',
  'chat.sendCase': 'Send as a case',
  'chat.caseSent': 'Sent. Your case is {number}',
  'chat.waiting': 'Waiting for somebody of the desk. You can leave; you are told of an answer.',
  'chat.with': '{name} is with you',
  'chat.lines': 'Conversation',
  'chat.you': 'You',
  'chat.write': 'Write to the desk',
  'chat.send': 'Send',
  'chat.end': 'End the chat',
  'chat.endSure': 'Tap again to end it',
  'chat.ended': 'This chat has ended',
  'chat.toCase': 'See the case',
  'chat.again': 'Begin another chat',
  'chat.earlier': 'Earlier chats',
  'chat.more': 'Earlier ones',
  'chat.unsure': 'No answer came. Send it again; it is not sent twice.',
};

import type { chatWordsZhCn } from './chat-words.zh-CN.ts';

/** Words of chats that phone and console share. */
export const chatWordsEn: Record<keyof typeof chatWordsZhCn, string> = {
  'chatState.waiting': 'Waiting',
  'chatState.talking': 'Under way',
  'chatState.closed': 'Ended',
  'chatLine.taken': '{name} has joined',
  'chatLine.handed': 'Handed to {name}',
  'chatLine.handedBack': 'Waiting for the next colleague',
  'chatLine.moved': 'Goes on as case {number}',
  'chatLine.closed.member': 'The member ended the chat',
  'chatLine.closed.desk': 'The desk ended the chat',
  'chatLine.closed.system': 'Ended after a long silence',
};

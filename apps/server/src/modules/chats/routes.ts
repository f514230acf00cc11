import { chats } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { countChats, getChat, getOwnChat, listChatDesk, listChats, listOwnChats } from './list-chats.ts';
import { closeOwnChat, getOwnChatDesk, readOwnChat, startOwnChat, writeToOwnChat } from './own-chat.ts';
import { closeChat, handChat, moveChatToCase, readChat, takeChat, writeToChat } from './work-on-chat.ts';

export const chatsRoutes = bind(chats, {
  listChats,
  countChats,
  listChatDesk,
  getChat,
  takeChat,
  handChat,
  writeToChat,
  readChat,
  closeChat,
  moveChatToCase,
  getOwnChatDesk,
  listOwnChats,
  getOwnChat,
  startOwnChat,
  writeToOwnChat,
  readOwnChat,
  closeOwnChat,
});

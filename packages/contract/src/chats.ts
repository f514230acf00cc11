import { z } from 'zod';
import { routes } from './route.ts';
import { id, instant, page, paging, searchText } from './schemas.ts';
import { paragraphs } from './texts.ts';

export const chatsErrors = {
  'chats.unknown': 404,
  'chats.closed': 409,
  'chats.not_yours': 409,
  'chats.taken_meanwhile': 409,
  'chats.not_at_desk': 404,
  'chats.desk_away': 409,
  'chats.open_already': 409,
  'chats.too_many_words': 409,
} as const;

export const CHAT_STATES = ['waiting', 'talking', 'closed'] as const;
export type ChatState = (typeof CHAT_STATES)[number];
export const CHAT_LINE_KINDS = ['message', 'taken', 'handed', 'closed', 'moved'] as const;
export type ChatLineKind = (typeof CHAT_LINE_KINDS)[number];
export const CHAT_AUTHORS = ['member', 'desk', 'system'] as const;
export type ChatAuthor = (typeof CHAT_AUTHORS)[number];
export const CHAT_TEXT_MAX = 1_000;

const text = paragraphs(CHAT_TEXT_MAX).min(1);
const line = z.object({
  id: id<'chatLine'>(),
  kind: z.enum(CHAT_LINE_KINDS),
  author: z.enum(CHAT_AUTHORS),
  /** Who of the desk; null for the member and the clock. */
  authorName: z.string().nullable(),
  text: z.string(),
  at: instant,
});
export type ChatLine = z.input<typeof line>;
const common = {
  id: id<'chat'>(),
  state: z.enum(CHAT_STATES),
  /** Who of the desk has it. */
  agentName: z.string().nullable(),
  openedAt: instant,
  lastAt: instant,
  /** What was said last. */
  lastText: z.string(),
  /** Lines of the other side that whoever asks has not seen. */
  unread: z.int(),
  closedAt: instant.nullable(),
  /** The case that it became. */
  disputeId: id<'dispute'>().nullable(),
};
const ownChat = z.object(common);
export type OwnChat = z.input<typeof ownChat>;
const chat = z.object({
  ...common,
  memberId: id<'member'>(),
  memberName: z.string(),
  memberNumber: z.string(),
  agentId: id<'staff'>().nullable(),
  isMine: z.boolean(),
});
export type Chat = z.input<typeof chat>;

const chatId = z.object({ chatId: id<'chat'>() });
const act = { method: 'POST', idempotent: true, params: chatId } as const;
const OPEN = ['chats.unknown', 'chats.closed'] as const;

export const chats = routes({
  listChats: {
    method: 'GET',
    path: '/chats',
    summary: 'Chats: those that wait, the longest waiting first; otherwise by what was said last',
    permission: 'chats.answer',
    query: z.object({ ...paging, only: z.enum(['waiting', 'mine', 'talking', 'closed']).optional(), q: searchText.optional() }),
    response: page(chat),
    errors: [],
  },
  countChats: {
    method: 'GET',
    path: '/chats/count',
    summary: 'How many members wait for somebody, and how many lines one’s own chats have that one has not seen',
    permission: 'chats.answer',
    response: z.object({ waiting: z.int(), unread: z.int() }),
    errors: [],
  },
  listChatDesk: {
    method: 'GET',
    path: '/chats/desk',
    summary: 'The people who can be handed a chat',
    permission: 'chats.answer',
    response: z.object({ items: z.array(z.object({ staffId: id<'staff'>(), name: z.string() })) }),
    errors: [],
  },
  getChat: {
    method: 'GET',
    path: '/chats/:chatId',
    summary: 'One chat with everything that was said, and the member’s earlier ones',
    permission: 'chats.answer',
    params: chatId,
    response: z.object({ chat, lines: z.array(line), earlier: z.array(chat) }),
    errors: ['chats.unknown'],
  },
  takeChat: {
    ...act,
    path: '/chats/:chatId/take',
    summary: 'Take a chat that waits, or take one over from whom one saw to have it',
    permission: 'chats.answer',
    body: z.object({ fromStaffId: id<'staff'>().nullable() }),
    response: chat,
    errors: [...OPEN, 'chats.taken_meanwhile'],
  },
  handChat: {
    ...act,
    path: '/chats/:chatId/hand',
    summary: 'Hand one’s chat to a colleague, or back to those that wait',
    permission: 'chats.answer',
    body: z.object({ staffId: id<'staff'>().nullable() }),
    response: chat,
    errors: [...OPEN, 'chats.not_yours', 'chats.not_at_desk'],
  },
  writeToChat: {
    ...act,
    path: '/chats/:chatId/lines',
    summary: 'Answer the member in a chat that one has',
    permission: 'chats.answer',
    body: z.object({ text }),
    response: line,
    errors: [...OPEN, 'chats.not_yours'],
  },
  readChat: {
    ...act,
    path: '/chats/:chatId/read',
    summary: 'Say that one has seen what the member wrote',
    permission: 'chats.answer',
    response: z.object({}),
    errors: ['chats.unknown'],
  },
  closeChat: {
    ...act,
    path: '/chats/:chatId/close',
    summary: 'End a chat that one has',
    permission: 'chats.answer',
    response: chat,
    errors: [...OPEN, 'chats.not_yours'],
  },
  moveChatToCase: {
    ...act,
    path: '/chats/:chatId/case',
    summary: 'End a chat that one has and go on in a case, with what the member wrote',
    permission: 'chats.answer',
    response: chat,
    errors: [...OPEN, 'chats.not_yours', 'disputes.too_many', 'disputes.too_many_today'],
  },
  getOwnChatDesk: {
    method: 'GET',
    path: '/self/chat-desk',
    summary: 'Whether somebody is there to chat, when next, and the chat that one has under way',
    permission: 'self.pay',
    response: z.object({ isOpen: z.boolean(), opensAt: instant, chatId: id<'chat'>().nullable(), unread: z.int() }),
    errors: [],
  },
  listOwnChats: {
    method: 'GET',
    path: '/self/chats',
    summary: 'The signed-in member’s chats, newest first',
    permission: 'self.pay',
    query: z.object(paging),
    response: page(ownChat),
    errors: [],
  },
  getOwnChat: {
    method: 'GET',
    path: '/self/chats/:chatId',
    summary: 'One chat of the signed-in member',
    permission: 'self.pay',
    params: chatId,
    response: z.object({ chat: ownChat, lines: z.array(line) }),
    errors: ['chats.unknown'],
  },
  startOwnChat: {
    method: 'POST',
    path: '/self/chats',
    summary: 'Begin to chat with the service desk, one chat at a time, while somebody is there',
    permission: 'self.pay',
    idempotent: true,
    ratePerMinute: 10,
    body: z.object({ text }),
    response: ownChat,
    errors: ['chats.desk_away', 'chats.open_already'],
  },
  writeToOwnChat: {
    ...act,
    path: '/self/chats/:chatId/lines',
    summary: 'Write in one’s chat',
    permission: 'self.pay',
    ratePerMinute: 60,
    body: z.object({ text }),
    response: line,
    errors: [...OPEN, 'chats.too_many_words'],
  },
  readOwnChat: {
    ...act,
    path: '/self/chats/:chatId/read',
    summary: 'Say that one has seen what the desk wrote',
    permission: 'self.pay',
    response: z.object({}),
    errors: ['chats.unknown'],
  },
  closeOwnChat: {
    ...act,
    path: '/self/chats/:chatId/close',
    summary: 'End one’s chat',
    permission: 'self.pay',
    response: ownChat,
    errors: OPEN,
  },
});

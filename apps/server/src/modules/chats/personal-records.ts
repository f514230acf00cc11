import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { lineView, ownChatView } from './chat.ts';
import { dropWordsOf, selectChats, selectLines } from './queries.ts';

/** More than anybody begins in a life, and says in one chat. */
const CHATS_MAX = 1_000;
const LINES_MAX = 500;

/** That there was a chat stays for the counts; what was said in it goes. */
export const chatsPersonal: PersonalRecords = {
  module: 'chats',
  covers: { 'chats.chat.member_id': 'exported; stays for the counts, without what was said' },
  parts: [
    {
      name: 'chats',
      title: { zh: '客服对话', en: 'Your chats with the service desk' },
      read: async (ctx, { memberId }) => {
        const whole: Record<string, unknown>[] = [];
        for (const row of await selectChats(ctx, { memberIds: [memberId], order: 'last', limit: CHATS_MAX })) {
          whole.push({ ...ownChatView(row), lines: (await selectLines(ctx, row.id, LINES_MAX)).map(lineView) });
        }
        return wholePage(whole);
      },
    },
  ],
  erase: (ctx, { memberId }) => dropWordsOf(ctx, memberId),
};

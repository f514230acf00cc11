import { type Id, newId } from '@tessera/kernel';
import type { Crop } from './ground.ts';
import { plantSurvey } from './plant-survey.ts';
import type { Owner } from './tables.ts';

/** What a member said to the desk, in a chat that has ended, of it, and in a survey. */
export async function plantChat(owner: Owner, { memberId, side }: { memberId: Id<'member'>; side: string }): Promise<Crop> {
  const chatId = newId<'chat'>();
  const words = `chat-${side}-balkh`;
  await owner.query(
    `insert into chats.chat (id, member_id, state, opened_at, last_at, last_text, last_by, closed_at)
     values ($1, $2, 'closed', now(), now(), $3, 'member', now())`,
    [chatId, memberId, words],
  );
  await owner.query(`insert into chats.line (id, chat_id, kind, author, text, at) values ($1, $2, 'message', 'member', $3, now())`, [
    newId(),
    chatId,
    words,
  ]);
  await owner.query(
    `insert into satisfaction.verdict (id, chat_id, kind, member_id, score, text, told_at) values ($1, $2, 'chat', $3, 5, $4, now())`,
    [newId(), chatId, memberId, words],
  );
  const survey = await plantSurvey(owner, { memberId, side });
  return { nouns: [['chatId', 'member', chatId], ...survey.nouns], marks: [['member', words], ...survey.marks] };
}

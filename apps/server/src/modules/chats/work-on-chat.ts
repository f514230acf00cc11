import { AppError, type chats, type InputOf, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { openFromChat } from '../disputes/index.ts';
import { notifyAll } from '../notifications/index.ts';
import { type ChatView, describeChat, type LineView, lineView } from './chat.ts';
import { agentOf, announce, lockChat, lockMyChat, lockOpenChat, say, step } from './chat-act.ts';
import { deskNames } from './list-chats.ts';
import { type ChatRow, selectLines, updateChat } from './queries.ts';

/** Lines of a chat that go into a case. */
const LINES_MAX = 200;
/** A case takes so many characters. */
const CASE_TEXT_MAX = 1_000;

/**
 * Of two who take a chat at once, the second is told who has it, and takes it over only when they want that.
 * @throws AppError `chats.unknown`, `chats.closed`, `chats.taken_meanwhile`
 */
export async function takeChat(ctx: Ctx, { chatId, fromStaffId }: InputOf<typeof chats.takeChat>): Promise<ChatView> {
  const { staffId, name } = agentOf(ctx);
  const before = await lockOpenChat(ctx, chatId);
  if (before.agent_id === staffId) return describeChat(ctx, before);
  if (before.agent_id !== fromStaffId) throw new AppError('chats.taken_meanwhile', { chatId });
  const row = await step(ctx, before, {
    said: { kind: 'taken', text: name },
    change: { state: 'talking', agent_id: staffId, agent_name: name },
    action: 'chats.takeChat',
  });
  return describeChat(ctx, row);
}

/** @throws AppError `chats.unknown`, `chats.closed`, `chats.not_yours`, `chats.not_at_desk` */
export async function handChat(ctx: Ctx, { chatId, staffId }: InputOf<typeof chats.handChat>): Promise<ChatView> {
  const before = await lockMyChat(ctx, chatId);
  const name = staffId && (await deskNames(ctx)).get(staffId);
  if (staffId && name === undefined) throw new AppError('chats.not_at_desk', { staffId });
  const row = await step(ctx, before, {
    said: { kind: 'handed', text: name ?? '' },
    change: { state: staffId ? 'talking' : 'waiting', agent_id: staffId, agent_name: name ?? null },
    action: 'chats.handChat',
  });
  return describeChat(ctx, row);
}

/** A member who is not looking is told once, until they have looked. @throws AppError `chats.unknown`, `chats.closed`, `chats.not_yours` */
export async function writeToChat(ctx: Ctx, { chatId, text }: InputOf<typeof chats.writeToChat>): Promise<LineView> {
  const before = await lockMyChat(ctx, chatId);
  const { line } = await say(ctx, before, { said: { kind: 'message', text }, change: { desk_unread: 0 } });
  if (before.member_unread === 0) await notifyAll(ctx, [{ to: { memberId: before.member_id }, kind: 'chat.answered', params: {}, key: line.id }]);
  return lineView(line);
}

/** Only whoever has the chat has seen it for the desk. @throws AppError `chats.unknown` */
export async function readChat(ctx: Ctx, { chatId }: InputOf<typeof chats.readChat>): Promise<OutputOf<typeof chats.readChat>> {
  const row = await lockChat(ctx, chatId);
  if (row.agent_id !== agentOf(ctx).staffId || row.desk_unread === 0) return {};
  await updateChat(ctx, row.id, { desk_unread: 0 });
  await announce(ctx, row);
  return {};
}

/** @throws AppError `chats.unknown`, `chats.closed`, `chats.not_yours` */
export async function closeChat(ctx: Ctx, { chatId }: InputOf<typeof chats.closeChat>): Promise<ChatView> {
  return describeChat(ctx, await endChat(ctx, await lockMyChat(ctx, chatId), 'chats.closeChat'));
}

/** Whoever ends it. */
export function endChat(ctx: Ctx, row: ChatRow, action: string): Promise<ChatRow> {
  return step(ctx, row, { said: { kind: 'closed', text: '' }, change: { state: 'closed', closed_at: ctx.now, desk_unread: 0 }, action });
}

/** @throws AppError `chats.unknown`, `chats.closed`, `chats.not_yours`, `disputes.too_many`, `disputes.too_many_today` */
export async function moveChatToCase(ctx: Ctx, { chatId }: InputOf<typeof chats.moveChatToCase>): Promise<ChatView> {
  return describeChat(ctx, await turnIntoCase(ctx, await lockMyChat(ctx, chatId)));
}

/** What the member wrote, in a case; the chat stays to be read. */
export async function turnIntoCase(ctx: Ctx, row: ChatRow): Promise<ChatRow> {
  const words = (await selectLines(ctx, row.id, LINES_MAX)).filter(({ author, kind }) => author === 'member' && kind === 'message');
  const text = words
    .map((line) => line.text)
    .join('\n')
    .slice(0, CASE_TEXT_MAX);
  const { disputeId, caseNumber } = await openFromChat(ctx, { memberId: row.member_id, text });
  return step(ctx, row, {
    said: { kind: 'moved', text: caseNumber },
    change: { state: 'closed', closed_at: ctx.now, desk_unread: 0, dispute_id: disputeId },
    action: 'chats.moveChatToCase',
  });
}

import { AppError, type ChatLineKind } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import { type ChatChange, type ChatRow, insertLine, type LineRow, lockChatRow, updateChat } from './queries.ts';

/** Who answers is a person with a name. @throws AppError `request.forbidden` */
export function agentOf({ actor }: Pick<Ctx, 'actor'>): { staffId: Id<'staff'>; name: string } {
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  return { staffId: actor.staffId, name: actor.name };
}

/** The chat, locked until the end of the transaction. A foreign one is answered like one that does not exist. @throws AppError `chats.unknown` */
export async function lockChat(ctx: Ctx, chatId: Id<'chat'>): Promise<ChatRow> {
  const row = await lockChatRow(ctx, chatId);
  if (!row) throw new AppError('chats.unknown', { chatId });
  return row;
}

/** @throws AppError `chats.unknown`, `chats.closed` */
export async function lockOpenChat(ctx: Ctx, chatId: Id<'chat'>): Promise<ChatRow> {
  const row = await lockChat(ctx, chatId);
  if (row.state === 'closed') throw new AppError('chats.closed', { chatId });
  return row;
}

/** One member hears one voice: nobody speaks in a chat that a colleague has. @throws AppError `chats.unknown`, `chats.closed`, `chats.not_yours` */
export async function lockMyChat(ctx: Ctx, chatId: Id<'chat'>): Promise<ChatRow> {
  const row = await lockOpenChat(ctx, chatId);
  if (row.agent_id !== agentOf(ctx).staffId) throw new AppError('chats.not_yours', { chatId });
  return row;
}

type Said = { kind: ChatLineKind; text: string };

/** One line, what it changes, and open screens look again. */
export async function say(
  ctx: Ctx,
  row: ChatRow,
  { said, change = {} }: { said: Said; change?: ChatChange },
): Promise<{ row: ChatRow; line: LineRow }> {
  const { actor } = ctx;
  const author = actor.kind === 'member' ? 'member' : actor.kind === 'staff' ? 'desk' : 'system';
  const line: LineRow = {
    id: newId<'chatLine'>(ctx.now.getTime()),
    chat_id: row.id,
    author,
    author_name: actor.kind === 'staff' ? actor.name : null,
    at: ctx.now,
    ...said,
  };
  const unread = author === 'member' ? { desk_unread: row.desk_unread + 1 } : said.kind === 'message' ? { member_unread: row.member_unread + 1 } : {};
  // Whoever took a chat has not answered in it yet, so a step leaves who spoke last as it is.
  const last = said.kind === 'message' ? ({ last_text: said.text, last_by: author } as const) : {};
  const whole = { last_at: ctx.now, ...last, ...unread, ...change };
  await insertLine(ctx, line);
  await updateChat(ctx, row.id, whole);
  await announce(ctx, row);
  return { row: { ...row, ...whole }, line };
}

/** What is done to a chat, rather than said in it, is in the log as well. */
export async function step(ctx: Ctx, row: ChatRow, of: { said: Said; change: ChatChange; action: string }): Promise<ChatRow> {
  const { row: after } = await say(ctx, row, of);
  const { state, agent_name: agent } = after;
  await record(ctx, { action: of.action, targetKind: 'chat', targetId: row.id, before: { state: row.state }, after: { state, agent } });
  return after;
}

/** Open screens of the desk and of the member look again. */
export function announce(ctx: Ctx, row: Pick<ChatRow, 'member_id'>): Promise<void> {
  return notifyLiveAll(ctx, [
    ['operator', { kind: 'chats' }],
    [`member:${row.member_id}`, { kind: 'chats' }],
  ]);
}

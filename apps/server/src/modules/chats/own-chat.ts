import { AppError, type chats, type InputOf, type OutputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { isDeskTime, nextDeskAt } from '@tessera/rules';
import { memberOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { readDeskHours } from '../disputes/index.ts';
import { type News, notifyAll } from '../notifications/index.ts';
import { findStaffOfHouse } from '../organizations/index.ts';
import { type LineView, lineView, type OwnChatView, ownChatView } from './chat.ts';
import { announce, lockChat, lockOpenChat, say } from './chat-act.ts';
import { type ChatRow, countWordsOfMember, insertChat, lockStart, selectChats, updateChat } from './queries.ts';
import { endChat } from './work-on-chat.ts';

const DESK_MAX = 100;
/** Lines that a member writes in one chat. */
const WORDS_MAX = 200;

async function underWay(ctx: Ctx): Promise<ChatRow | undefined> {
  const [row] = await selectChats(ctx, { memberIds: [memberOf(ctx)], isUnderWay: true, order: 'last', limit: 1 });
  return row;
}

export async function getOwnChatDesk(ctx: Ctx): Promise<OutputOf<typeof chats.getOwnChatDesk>> {
  const hours = await readDeskHours(ctx);
  const row = await underWay(ctx);
  return {
    isOpen: isDeskTime(ctx.now, hours),
    opensAt: nextDeskAt(ctx.now, hours),
    chatId: row?.id ?? null,
    unread: row?.member_unread ?? 0,
  };
}

/** @throws AppError `chats.desk_away`, `chats.open_already` */
export async function startOwnChat(ctx: Ctx, { text }: InputOf<typeof chats.startOwnChat>): Promise<OwnChatView> {
  const memberId = memberOf(ctx);
  if (!isDeskTime(ctx.now, await readDeskHours(ctx))) throw new AppError('chats.desk_away');
  await lockStart(ctx, memberId);
  if (await underWay(ctx)) throw new AppError('chats.open_already');
  const fresh: ChatRow = {
    id: newId<'chat'>(ctx.now.getTime()),
    member_id: memberId,
    state: 'waiting',
    agent_id: null,
    agent_name: null,
    opened_at: ctx.now,
    last_at: ctx.now,
    last_text: text,
    last_by: 'member',
    desk_unread: 0,
    member_unread: 0,
    closed_at: null,
    dispute_id: null,
  };
  await insertChat(ctx, fresh);
  const { row } = await say(ctx, fresh, { said: { kind: 'message', text } });
  await record(ctx, { action: 'chats.startOwnChat', targetKind: 'chat', targetId: row.id, after: { memberId } });
  await tellDesk(ctx, row);
  return ownChatView(row);
}

async function tellDesk(ctx: Ctx, row: ChatRow): Promise<void> {
  const people = await asSystem(ctx, (system) => findStaffOfHouse(system, { permission: 'chats.answer', limit: DESK_MAX }));
  await notifyAll(
    ctx,
    people.map((staffId): News => ({ to: { staffId }, kind: 'chat.waiting', params: {}, key: row.id })),
  );
}

/** @throws AppError `chats.unknown`, `chats.closed`, `chats.too_many_words` */
export async function writeToOwnChat(ctx: Ctx, { chatId, text }: InputOf<typeof chats.writeToOwnChat>): Promise<LineView> {
  const before = await lockOpenChat(ctx, chatId);
  if ((await countWordsOfMember(ctx, before.id)) >= WORDS_MAX) throw new AppError('chats.too_many_words', { count: WORDS_MAX });
  const { line } = await say(ctx, before, { said: { kind: 'message', text }, change: { member_unread: 0 } });
  return lineView(line);
}

/** @throws AppError `chats.unknown` */
export async function readOwnChat(ctx: Ctx, { chatId }: InputOf<typeof chats.readOwnChat>): Promise<OutputOf<typeof chats.readOwnChat>> {
  const row = await lockChat(ctx, chatId);
  if (row.member_unread === 0) return {};
  await updateChat(ctx, row.id, { member_unread: 0 });
  await announce(ctx, row);
  return {};
}

/** @throws AppError `chats.unknown`, `chats.closed` */
export async function closeOwnChat(ctx: Ctx, { chatId }: InputOf<typeof chats.closeOwnChat>): Promise<OwnChatView> {
  return ownChatView(await endChat(ctx, await lockOpenChat(ctx, chatId), 'chats.closeOwnChat'));
}

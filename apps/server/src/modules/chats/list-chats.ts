import { AppError, type chats, type InputOf, type OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { searchMembers } from '../members/index.ts';
import { findStaffNames, findStaffOfHouse } from '../organizations/index.ts';
import { describeChat, describeChats, lineView, ownChatView } from './chat.ts';
import { agentOf } from './chat-act.ts';
import { type ChatFilter, type ChatRow, countForAgent, selectChat, selectChats, selectLines } from './queries.ts';

/** More lines than anybody reads in one chat, more chats than help to understand one, and more people than sit at any desk. */
const LINES_MAX = 500;
const EARLIER_MAX = 10;
const DESK_MAX = 100;

/** Of the members whom the actor sees. Whoever has waited longest comes first; elsewhere what was said last. */
export async function listChats(ctx: Ctx, input: InputOf<typeof chats.listChats>): Promise<OutputOf<typeof chats.listChats>> {
  const { cursor, limit, only, q } = input;
  const order = only === 'waiting' ? 'opened' : 'last';
  const rows = await selectChats(ctx, {
    state: only === 'mine' ? undefined : only,
    agentId: only === 'mine' ? agentOf(ctx).staffId : undefined,
    isUnderWay: only === 'mine',
    memberIds: q === undefined ? undefined : await searchMembers(ctx, q),
    order,
    after: readPlace(cursor),
    limit: limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [(order === 'opened' ? row.opened_at : row.last_at).toISOString(), row.id]);
  return { items: await describeChats(ctx, items), nextCursor };
}

export function countChats(ctx: Ctx): Promise<OutputOf<typeof chats.countChats>> {
  return countForAgent(ctx, agentOf(ctx).staffId);
}

/** Colleagues may be named to one another. */
export async function listChatDesk(ctx: Ctx): Promise<OutputOf<typeof chats.listChatDesk>> {
  return { items: [...(await deskNames(ctx))].map(([staffId, name]) => ({ staffId, name })) };
}

export function deskNames(ctx: Ctx): ReturnType<typeof findStaffNames> {
  return asSystem(ctx, async (system) => findStaffNames(system, await findStaffOfHouse(system, { permission: 'chats.answer', limit: DESK_MAX })));
}

/** @throws AppError `chats.unknown` */
export async function getChat(ctx: Ctx, { chatId }: InputOf<typeof chats.getChat>): Promise<OutputOf<typeof chats.getChat>> {
  const row = await known(ctx, chatId);
  const around = await selectChats(ctx, { memberIds: [row.member_id], order: 'last', limit: EARLIER_MAX + 1 });
  return {
    chat: await describeChat(ctx, row),
    lines: (await selectLines(ctx, row.id, LINES_MAX)).map(lineView),
    earlier: await describeChats(
      ctx,
      around.filter(({ id }) => id !== row.id),
    ),
  };
}

/** The signed-in member's. */
export async function listOwnChats(ctx: Ctx, { cursor, limit }: InputOf<typeof chats.listOwnChats>): Promise<OutputOf<typeof chats.listOwnChats>> {
  const rows = await selectChats(ctx, { order: 'last', after: readPlace(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.last_at.toISOString(), row.id]);
  return { items: items.map(ownChatView), nextCursor };
}

/** @throws AppError `chats.unknown` */
export async function getOwnChat(ctx: Ctx, { chatId }: InputOf<typeof chats.getOwnChat>): Promise<OutputOf<typeof chats.getOwnChat>> {
  const row = await known(ctx, chatId);
  return { chat: ownChatView(row), lines: (await selectLines(ctx, row.id, LINES_MAX)).map(lineView) };
}

async function known(ctx: Ctx, chatId: ChatRow['id']): Promise<ChatRow> {
  const row = await selectChat(ctx, chatId);
  if (!row) throw new AppError('chats.unknown', { chatId });
  return row;
}

function readPlace(cursor: string | undefined): ChatFilter['after'] {
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  return at && id ? { at, id } : undefined;
}

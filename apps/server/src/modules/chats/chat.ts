import type { chats, OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers } from '../members/index.ts';
import type { ChatRow, LineRow } from './queries.ts';

export type ChatView = OutputOf<typeof chats.takeChat>;
export type OwnChatView = OutputOf<typeof chats.startOwnChat>;
export type LineView = OutputOf<typeof chats.writeToChat>;

function commonOf(row: ChatRow) {
  return {
    id: row.id,
    state: row.state,
    agentName: row.agent_name,
    openedAt: row.opened_at,
    lastAt: row.last_at,
    lastText: row.last_text,
    closedAt: row.closed_at,
    disputeId: row.dispute_id,
  };
}

export function ownChatView(row: ChatRow): OwnChatView {
  return { ...commonOf(row), unread: row.member_unread };
}

export function lineView({ id, kind, author, author_name: authorName, text, at }: LineRow): LineView {
  return { id, kind, author, authorName, text, at };
}

/** For the desk; whoever may see a chat may see whose it is. */
export async function describeChats(ctx: Ctx, rows: readonly ChatRow[]): Promise<ChatView[]> {
  const staffId: Id<'staff'> | null = ctx.actor.kind === 'staff' ? ctx.actor.staffId : null;
  const members = await asSystem(ctx, (system) =>
    findMembers(
      system,
      rows.map((row) => row.member_id),
    ),
  );
  return rows.map((row) => {
    const member = members.get(row.member_id);
    return {
      ...commonOf(row),
      unread: row.desk_unread,
      memberId: row.member_id,
      memberName: member?.name ?? '',
      memberNumber: member?.memberNumber ?? '',
      agentId: row.agent_id,
      isMine: row.agent_id === staffId,
    };
  });
}

export async function describeChat(ctx: Ctx, row: ChatRow): Promise<ChatView> {
  const [view] = await describeChats(ctx, [row]);
  if (!view) throw new Error('one chat has one description');
  return view;
}

import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectChat } from './queries.ts';

/** How somebody was served in a chat; `endedAt` is null while it goes on, and where it went on as a case. */
export type ServedChat = { memberId: Id<'member'>; agentId: Id<'staff'> | null; agentName: string | null; endedAt: Date | null };

/** Of whoever asks. @throws AppError `chats.unknown` */
export async function findServedChat(ctx: Ctx, chatId: Id<'chat'>): Promise<ServedChat> {
  const row = await selectChat(ctx, chatId);
  if (!row) throw new AppError('chats.unknown', { chatId });
  const endedAt = row.agent_id !== null && row.dispute_id === null ? row.closed_at : null;
  return { memberId: row.member_id, agentId: row.agent_id, agentName: row.agent_name, endedAt };
}

import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { lockMembers } from './queries.ts';

export type LockedMember = Awaited<ReturnType<typeof lockMembers>>[number];

/** All of them, locked until the end of the transaction. @throws AppError `members.unknown` when the actor may not see one */
export async function lockAll(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<LockedMember[]> {
  const rows = await lockMembers(ctx, [...new Set(memberIds)]);
  const seen = new Set(rows.map((row) => row.id));
  const memberId = memberIds.find((one) => !seen.has(one));
  if (memberId !== undefined) throw new AppError('members.unknown', { memberId });
  return rows;
}

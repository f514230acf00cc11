import { AppError, type InputOf, type members } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { type MemberView, memberView } from './member.ts';
import { selectMembersById } from './queries.ts';

/** @throws AppError `members.unknown`, also for a member that the actor may not see */
export async function getMember(ctx: Ctx, { memberId }: InputOf<typeof members.getMember>): Promise<MemberView> {
  const [row] = await selectMembersById(ctx, [memberId]);
  if (!row) throw new AppError('members.unknown', { memberId });
  return memberView(row);
}

import { AppError, type InputOf, type members } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { endSessionsOf } from '../identity/index.ts';
import { findMembers } from './find-members.ts';
import { findUserOfMember } from './personal-records.ts';

/** @throws AppError `members.unknown` */
export async function endMemberSessions(ctx: Ctx, { memberId }: InputOf<typeof members.endMemberSessions>): Promise<{ ended: number }> {
  const seen = (await findMembers(ctx, [memberId])).get(memberId);
  const userId = seen && (await asSystem(ctx, (system) => findUserOfMember(system, memberId)));
  if (!userId) throw new AppError('members.unknown');
  return { ended: await endSessionsOf(ctx, { userId }) };
}

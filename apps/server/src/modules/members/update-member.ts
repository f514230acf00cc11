import { AppError, type InputOf, type members } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import { renameUser } from '../identity/index.ts';
import { type MemberRow, type MemberView, memberView } from './member.ts';
import { lockMember, updateMemberRow } from './queries.ts';

/** Changes what is given and leaves the rest; `department: null` or an empty one takes it away. @throws AppError `members.unknown` */
export async function updateMember(ctx: Ctx, input: InputOf<typeof members.updateMember>): Promise<MemberView> {
  const { memberId, name, kind, department } = input;
  const before = await lockMember(ctx, memberId);
  if (!before) throw new AppError('members.unknown', { memberId });
  const after = await updateMemberRow(ctx, memberId, {
    name: name ?? before.name,
    kind: kind ?? before.kind,
    department: department === undefined ? before.department : department || null,
  });
  if (after.name !== before.name) await renameUser(ctx, { userId: before.user_id, name: after.name });
  await record(ctx, {
    action: 'members.updateMember',
    targetKind: 'member',
    targetId: memberId,
    before: changeable(before),
    after: changeable(after),
  });
  await notifyLive(ctx, 'operator', { kind: 'members' });
  await notifyLive(ctx, `member:${memberId}`, { kind: 'members' });
  return memberView(after);
}

function changeable({ name, kind, department }: MemberRow) {
  return { name, kind, department };
}

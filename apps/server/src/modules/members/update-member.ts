import { AppError, type InputOf, type members } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import { renameUser } from '../identity/index.ts';
import { affiliate } from './affiliation.ts';
import { type MemberRow, type MemberView, maskName, memberView } from './member.ts';
import { lockMember, updateMemberRow } from './queries.ts';
import { spellingOf } from './spelling.ts';

/**
 * Changes what is given and leaves the rest; `department: null` or an empty one takes it away. A department of a tree brings its name with
 * it; a free text takes its place.
 * @throws AppError `members.unknown`, `members.forgotten`, `members.anonymous`, `members.issuer_unknown`, `members.department_unknown`
 */
export async function updateMember(ctx: Ctx, input: InputOf<typeof members.updateMember>): Promise<MemberView> {
  const { memberId, name, kind } = input;
  const before = await lockMember(ctx, memberId);
  if (!before) throw new AppError('members.unknown', { memberId });
  if (before.forgotten_at) throw new AppError('members.forgotten', { memberId });
  // Whoever holds the card may have its money; a name would give it to somebody else.
  if (before.kind === 'anonymous') throw new AppError('members.anonymous', { memberId });
  const after = await updateMemberRow(ctx, memberId, {
    name: name ?? before.name,
    ...(name !== undefined && spellingOf(name)),
    kind: kind ?? before.kind,
    ...(await placeOf(ctx, before, input)),
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

function changeable({ name, kind, department, department_id, issuer_id }: MemberRow) {
  return { name: maskName(name), kind, department, departmentId: department_id, issuerId: issuer_id };
}

type Place = Pick<MemberRow, 'issuer_id' | 'department_id' | 'department'>;

/** Another issuer, or a free text, takes the member out of the department it was in. */
async function placeOf(ctx: Ctx, before: Place, asked: InputOf<typeof members.updateMember>): Promise<Place> {
  const issuerId = asked.issuerId === undefined ? before.issuer_id : asked.issuerId;
  const { issuer_id, department_id, department } = before;
  const stays = asked.departmentId === undefined && asked.department === undefined && issuerId === issuer_id;
  if (stays) return { issuer_id, department_id, department };
  const departmentId = asked.departmentId ?? null;
  const { affiliations, nameOf } = await affiliate(ctx, [{ issuerId, departmentId }]);
  const place = affiliations[0] ?? { issuerId, departmentId };
  const freeText = asked.department === undefined && asked.departmentId === undefined ? department : asked.department;
  return {
    issuer_id: place.issuerId,
    department_id: place.departmentId,
    department: (place.departmentId ? nameOf(place.departmentId) : freeText) || null,
  };
}

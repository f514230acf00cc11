import { AppError, type ContentOf, type members, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { notifyLive } from '../../platform/live.ts';
import { recordAll } from '../audit/index.ts';
import { confinedTo, type DepartmentFact, findDepartments, findOperator } from '../organizations/index.ts';
import { type LockedMember, lockAll } from './lock-all.ts';
import { updateMemberRows } from './queries.ts';

type Move = typeof members.moveMembers;
type Asked = ContentOf<Move>;

/**
 * Puts members into one department of a tree, or out of theirs with a free text in its place. Members of another organization than the
 * department's are refused by themselves and hold up nobody. Answers where the others were, so that it can be taken back.
 * @throws AppError `members.unknown`, `members.department_unknown`
 */
export async function moveMembers(ctx: Ctx, asked: Asked): Promise<OutputOf<Move>> {
  const rows = await lockAll(ctx, asked.memberIds);
  const department = await departmentOf(ctx, asked);
  const operatorId = department && (await findOperator(ctx))?.id;
  const fits = (row: LockedMember) => !department || department.organizationId === (row.issuer_id ?? operatorId);
  const place = { department_id: department?.id ?? null, department: department?.name ?? (asked.department || null) };
  const moved = rows.filter((row) => fits(row) && (row.department_id !== place.department_id || row.department !== place.department));
  await updateMemberRows(
    ctx,
    moved.map(({ id }) => id),
    place,
  );
  await recordAll(
    ctx,
    moved.map(({ id, department_id, department }) => ({
      action: 'members.moveMember',
      targetKind: 'member',
      targetId: id,
      before: { departmentId: department_id, department },
      after: { departmentId: place.department_id, department: place.department },
    })),
  );
  await notifyLive(ctx, 'operator', { kind: 'members' });
  return {
    moved: moved.map(({ id, department_id, department }) => ({ memberId: id, departmentId: department_id, department })),
    refused: rows.filter((row) => !fits(row)).map(({ id }) => id),
  };
}

/** Undefined for none, which only somebody may choose who is bounded to no department. */
async function departmentOf(ctx: Ctx, { departmentId }: Asked): Promise<DepartmentFact | undefined> {
  const [own, bounds] = [confinedTo(ctx.actor), departmentsOf(ctx.actor)];
  if (departmentId === null) {
    if (bounds !== undefined) throw new AppError('members.department_unknown');
    return undefined;
  }
  const found = (await findDepartments(ctx, [departmentId])).get(departmentId);
  const isForeign = found && own !== undefined && found.organizationId !== own;
  if (found?.status !== 'active' || isForeign || (bounds !== undefined && !bounds.includes(departmentId))) {
    throw new AppError('members.department_unknown', { departmentId });
  }
  return found;
}

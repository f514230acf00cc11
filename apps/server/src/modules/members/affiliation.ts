import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { confinedTo, type DepartmentFact, findDepartments, findOperator, findOrganizations } from '../organizations/index.ts';

/** Whose member somebody is, and where in a tree. */
export type Affiliation = { issuerId: Id<'organization'> | null; departmentId: Id<'department'> | null };
type Asked = { issuerId?: Id<'organization'> | null | undefined; departmentId?: Id<'department'> | null | undefined };

/**
 * What is asked for, as far as the actor may say it: an issuer's people always enter members of their own issuer.
 * A department is one of the issuer's tree, or of the operator's for the operator's own members, and is open. Answers the departments' names.
 * @throws AppError `members.issuer_unknown`, `members.department_unknown`
 */
export async function affiliate(
  ctx: Ctx,
  asked: readonly Asked[],
): Promise<{ affiliations: Affiliation[]; nameOf: (id: Id<'department'>) => string }> {
  const own = confinedTo(ctx.actor);
  const affiliations = asked.map((one) => ({ issuerId: own ?? one.issuerId ?? null, departmentId: one.departmentId ?? null }));
  const issuerIds = new Set(affiliations.flatMap((one) => one.issuerId ?? []));
  const issuers = await findOrganizations(ctx, issuerIds);
  for (const issuerId of issuerIds) if (issuers.get(issuerId)?.kind !== 'issuer') throw new AppError('members.issuer_unknown', { issuerId });
  const departments = await findDepartments(
    ctx,
    affiliations.flatMap((one) => one.departmentId ?? []),
  );
  const operatorId = affiliations.some((one) => one.issuerId === null && one.departmentId) ? (await findOperator(ctx))?.id : undefined;
  for (const one of affiliations)
    refuseForeignDepartment(ctx, { one, department: one.departmentId && departments.get(one.departmentId), operatorId });
  return { affiliations, nameOf: (id) => departments.get(id)?.name ?? '' };
}

type Choice = { one: Affiliation; department: DepartmentFact | null | undefined; operatorId: Id<'organization'> | undefined };

function refuseForeignDepartment(ctx: Ctx, { one, department, operatorId }: Choice): void {
  const bounds = departmentsOf(ctx.actor);
  const { departmentId } = one;
  if (departmentId === null) {
    if (bounds !== undefined) throw new AppError('members.department_unknown');
    return;
  }
  const fits = department?.status === 'active' && department.organizationId === (one.issuerId ?? operatorId);
  if (!fits || (bounds !== undefined && !bounds.includes(departmentId))) throw new AppError('members.department_unknown', { departmentId });
}

import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type DepartmentId, type DepartmentView, departmentView, inTreeOrder } from './department.ts';
import { selectDepartments, selectDepartmentsById, selectSubtrees } from './department-queries.ts';

/** A department as other modules need it: whose it is, what it is called, whether it takes people. */
export type DepartmentFact = Pick<DepartmentView, 'id' | 'organizationId' | 'parentId' | 'name' | 'code' | 'status'>;

/** Departments by id, in one query. What the actor may not see is missing. */
export async function findDepartments(ctx: Ctx, ids: Iterable<DepartmentId>): Promise<Map<DepartmentId, DepartmentFact>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await selectDepartmentsById(ctx, wanted);
  return new Map(rows.map((row) => [row.id, departmentView(row, 0)]));
}

/** The whole tree of an organization, parents before children: for imports, which find departments by number or name. */
export async function findDepartmentsOf(ctx: Ctx, organizationId: Id<'organization'>): Promise<DepartmentFact[]> {
  return inTreeOrder(await selectDepartments(ctx, organizationId)).map((row) => departmentView(row, 0));
}

/** What each department lies in, from the top down to itself. */
export async function findDepartmentLines(ctx: Ctx, ids: Iterable<DepartmentId>): Promise<Map<DepartmentId, readonly DepartmentId[]>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  return new Map((await selectDepartmentsById(ctx, wanted)).map((row) => [row.id, row.path]));
}

/**
 * The ids of the department and all below it. Of one that is not there, or no longer, its own: an empty list means "all departments" to those
 * who look for people by it, and a department that somebody removed meanwhile must not turn into everybody.
 */
export async function findSubtree(ctx: Ctx, departmentId: DepartmentId): Promise<DepartmentId[]> {
  const rows = await selectSubtrees(ctx, [departmentId]);
  return [...new Set([departmentId, ...rows.map((row) => row.id)])];
}

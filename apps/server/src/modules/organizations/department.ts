import { AppError, DEPARTMENT_DEPTH_MAX, type OutputOf, type organizations } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Selectable } from 'kysely';
import type { OrganizationsTables } from './tables.ts';

/** A department as the contract shows it. */
export type DepartmentView = OutputOf<typeof organizations.updateDepartment>;
export type DepartmentId = Id<'department'>;
export type DepartmentRow = Pick<
  Selectable<OrganizationsTables['organizations.department']>,
  'id' | 'organization_id' | 'parent_id' | 'path' | 'code' | 'name' | 'position' | 'status' | 'created_at'
>;
/** All departments of one organization. */
export type Tree = readonly DepartmentRow[];

export function departmentView(row: DepartmentRow, staffCount: number): DepartmentView {
  return {
    id: row.id,
    organizationId: row.organization_id,
    parentId: row.parent_id,
    code: row.code,
    name: row.name,
    position: row.position,
    depth: row.path.length,
    status: row.status,
    staffCount,
    createdAt: row.created_at,
  };
}

export function childrenOf(tree: Tree, parentId: DepartmentId | null): DepartmentRow[] {
  return tree.filter((row) => row.parent_id === parentId).toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

/** Parents before children, siblings in their order. */
export function inTreeOrder(tree: Tree, parentId: DepartmentId | null = null): DepartmentRow[] {
  return childrenOf(tree, parentId).flatMap((row) => [row, ...inTreeOrder(tree, row.id)]);
}

/** The department itself and all below it. */
export function subtreeOf(tree: Tree, id: DepartmentId): DepartmentRow[] {
  return tree.filter((row) => row.path.includes(id));
}

/** @throws AppError `organizations.department_name_taken` when an open sibling bears the name, whatever the case of the letters */
export function refuseTakenName(tree: Tree, wanted: { name: string; parentId: DepartmentId | null; self?: DepartmentId }): void {
  const name = wanted.name.toLowerCase();
  const taken = tree.some(
    (row) => row.id !== wanted.self && row.parent_id === wanted.parentId && row.status === 'active' && row.name.toLowerCase() === name,
  );
  if (taken) throw new AppError('organizations.department_name_taken');
}

/** @throws AppError `organizations.department_code_taken` */
export function refuseTakenCode(tree: Tree, code: string | null | undefined, self?: DepartmentId): void {
  if (!code) return;
  const holder = tree.find((row) => row.code?.toLowerCase() === code.toLowerCase());
  if (holder && holder.id !== self) throw new AppError('organizations.department_code_taken');
}

/** The path below a parent, or below the organization itself. @throws AppError `organizations.department_too_deep` */
export function pathBelow(parent: DepartmentRow | undefined, id: DepartmentId, levelsBelow = 0): DepartmentId[] {
  const path = [...(parent?.path ?? []), id];
  if (path.length + levelsBelow > DEPARTMENT_DEPTH_MAX) throw new AppError('organizations.department_too_deep', { levels: DEPARTMENT_DEPTH_MAX });
  return path;
}

export type Placement = { id: DepartmentId; parent_id: DepartmentId | null; path: DepartmentId[]; position: number };

/**
 * Where everything lies after a move: the department with all below it, and the siblings that it is put between.
 * @throws AppError `organizations.department_cycle`, `organizations.department_too_deep`
 */
export function planMove(tree: Tree, moved: DepartmentRow, to: { parent: DepartmentRow | undefined; position: number }): Placement[] {
  if (to.parent?.path.includes(moved.id)) throw new AppError('organizations.department_cycle');
  const subtree = subtreeOf(tree, moved.id);
  const levelsBelow = Math.max(...subtree.map((row) => row.path.length)) - moved.path.length;
  const path = pathBelow(to.parent, moved.id, levelsBelow);
  const parentId = to.parent?.id ?? null;
  const siblings = childrenOf(tree, parentId).filter((row) => row.id !== moved.id);
  const ordered = [...siblings.slice(0, to.position), moved, ...siblings.slice(to.position)];
  const positions = new Map(ordered.map((row, index) => [row.id, index]));
  const below = subtree
    .filter((row) => row.id !== moved.id)
    .map((row) => ({ id: row.id, parent_id: row.parent_id, path: [...path, ...row.path.slice(moved.path.length)], position: row.position }));
  const beside = siblings
    .map((row) => ({ id: row.id, parent_id: row.parent_id, path: row.path, position: positions.get(row.id) ?? row.position }))
    .filter((placement, index) => placement.position !== siblings[index]?.position);
  return [{ id: moved.id, parent_id: parentId, path, position: positions.get(moved.id) ?? 0 }, ...below, ...beside];
}

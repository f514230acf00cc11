import { AppError, type ImportProblem } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { createDepartment, type DepartmentFact, findDepartmentsOf } from '../organizations/index.ts';

/** What becomes of a department that is not there: the row is wrong, it is created, or its name is kept as a text. */
export type MissingDepartments = 'refuse' | 'create' | 'text';
export type Place = { departmentId: Id<'department'> | null; department: string };
export type Found = { place: Place } | { problem: ImportProblem } | { missing: string[] };

type OrganizationId = Id<'organization'>;

/** Finds departments by number, by path or by a name that stands once in the tree. Reads each tree once. */
export class DepartmentPaths {
  readonly #ctx: Ctx;
  readonly #trees = new Map<OrganizationId, Map<string, DepartmentFact | 'several'>>();

  constructor(ctx: Ctx) {
    this.#ctx = ctx;
  }

  async find(organizationId: OrganizationId, path: readonly string[]): Promise<Found> {
    const tree = await this.#tree(organizationId);
    const found = tree.get(keyOf(path)) ?? (path.length === 1 ? tree.get(lonelyKey(path[0] ?? '')) : undefined);
    if (!found || found === 'several') return { missing: [...path] };
    if (found.status !== 'active') return { problem: 'department_closed' };
    const bounds = departmentsOf(this.#ctx.actor);
    if (bounds !== undefined && !bounds.includes(found.id)) return { problem: 'out_of_scope' };
    return { place: { departmentId: found.id, department: found.name } };
  }

  /** Creates what is missing of the path, from the top. */
  async create(organizationId: OrganizationId, path: readonly string[]): Promise<Found> {
    let parentId: Id<'department'> | null = null;
    for (let length = 1; length <= path.length; length += 1) {
      const known = (await this.#tree(organizationId)).get(keyOf(path.slice(0, length)));
      if (known && known !== 'several') {
        parentId = known.id;
        continue;
      }
      try {
        const made = await createDepartment(this.#ctx, { organizationId, parentId, name: path[length - 1] ?? '' });
        parentId = made.id;
      } catch (error) {
        const problem = error instanceof AppError ? PROBLEM_OF[error.code] : undefined;
        if (!problem) throw error;
        return { problem };
      }
      this.#trees.delete(organizationId);
    }
    return this.find(organizationId, path);
  }

  async #tree(organizationId: OrganizationId): Promise<Map<string, DepartmentFact | 'several'>> {
    const known = this.#trees.get(organizationId);
    if (known) return known;
    const tree = namesOf(await findDepartmentsOf(this.#ctx, organizationId));
    this.#trees.set(organizationId, tree);
    return tree;
  }
}

const PROBLEM_OF: Readonly<Record<string, ImportProblem>> = {
  'organizations.department_closed': 'department_closed',
  'organizations.department_too_deep': 'department_too_deep',
  'organizations.department_too_many': 'department_too_deep',
  'organizations.department_out_of_scope': 'out_of_scope',
};

/** Every department under its path, its number and, where nobody else bears it, its name. Parents come before children. */
function namesOf(departments: readonly DepartmentFact[]): Map<string, DepartmentFact | 'several'> {
  const names = new Map<string, DepartmentFact | 'several'>();
  const paths = new Map<Id<'department'>, string[]>();
  for (const department of departments) {
    const path = [...((department.parentId && paths.get(department.parentId)) || []), department.name];
    paths.set(department.id, path);
    names.set(keyOf(path), department);
    for (const lonely of [department.name, department.code ?? '']) {
      if (lonely !== '') names.set(lonelyKey(lonely), names.has(lonelyKey(lonely)) ? 'several' : department);
    }
  }
  return names;
}

function keyOf(path: readonly string[]): string {
  return `path ${path.map((part) => part.toLowerCase()).join('\n')}`;
}

function lonelyKey(name: string): string {
  return `name ${name.toLowerCase()}`;
}

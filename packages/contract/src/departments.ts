import { z } from 'zod';
import { routes } from './route.ts';
import { id, instant, name } from './schemas.ts';
import { oneLine } from './texts.ts';

export const departmentsErrors = {
  'organizations.department_unknown': 404,
  'organizations.department_name_taken': 409,
  'organizations.department_code_taken': 409,
  'organizations.department_closed': 409,
  'organizations.department_in_use': 409,
  'organizations.department_cycle': 409,
  'organizations.department_too_deep': 409,
  'organizations.department_too_many': 409,
  'organizations.department_out_of_scope': 403,
} as const;

/** The levels of a tree, and the departments of one organisation: a tree is read whole. */
export const DEPARTMENT_DEPTH_MAX = 8;
export const DEPARTMENTS_MAX = 2_000;

export const departmentCode = oneLine(40).min(1);

const department = z.object({
  id: id<'department'>(),
  organizationId: id<'organization'>(),
  parentId: id<'department'>().nullable(),
  code: z.string().nullable(),
  name,
  /** Among its siblings, from 0. */
  position: z.int(),
  /** 1 below the organisation itself. */
  depth: z.int(),
  status: z.enum(['active', 'closed']),
  /** People at work in the department itself, whom the asker may see. */
  staffCount: z.int(),
  createdAt: instant,
});
export type Department = z.input<typeof department>;

export const departmentRoutes = routes({
  listDepartments: {
    method: 'GET',
    path: '/departments',
    summary: 'The tree of one organisation, whole: parents before children, siblings in their order; without an organisation, the own one',
    permission: 'departments.read',
    query: z.object({ organizationId: id<'organization'>().optional() }),
    response: z.object({ items: z.array(department) }),
    errors: ['organizations.unknown'],
  },
  createDepartment: {
    method: 'POST',
    path: '/departments',
    summary: 'Add a department below another one, or below the organisation itself, as the last of its siblings',
    permission: 'departments.write',
    idempotent: true,
    body: z.object({
      organizationId: id<'organization'>().optional(),
      parentId: id<'department'>().nullable().default(null),
      name,
      code: departmentCode.optional(),
    }),
    response: department,
    errors: [
      'organizations.unknown',
      'organizations.department_unknown',
      'organizations.department_closed',
      'organizations.department_name_taken',
      'organizations.department_code_taken',
      'organizations.department_too_deep',
      'organizations.department_too_many',
      'organizations.department_out_of_scope',
    ],
  },
  updateDepartment: {
    method: 'PATCH',
    path: '/departments/:departmentId',
    summary: 'Rename or renumber a department, close it to new people, or open it again',
    permission: 'departments.write',
    params: z.object({ departmentId: id<'department'>() }),
    body: z.object({ name: name.optional(), code: departmentCode.nullable().optional(), status: z.enum(['active', 'closed']).optional() }),
    response: department,
    errors: [
      'organizations.department_unknown',
      'organizations.department_closed',
      'organizations.department_in_use',
      'organizations.department_name_taken',
      'organizations.department_code_taken',
      'organizations.department_out_of_scope',
    ],
  },
  moveDepartment: {
    method: 'POST',
    path: '/departments/:departmentId/move',
    summary: 'Move a department with all below it: to another parent, to another place among its siblings, or both',
    permission: 'departments.write',
    params: z.object({ departmentId: id<'department'>() }),
    body: z.object({ parentId: id<'department'>().nullable(), position: z.int().min(0).max(DEPARTMENTS_MAX) }),
    response: department,
    errors: [
      'organizations.department_unknown',
      'organizations.department_closed',
      'organizations.department_cycle',
      'organizations.department_too_deep',
      'organizations.department_name_taken',
      'organizations.department_out_of_scope',
    ],
  },
});

import { on } from '../../platform/events.ts';
import { departmentRenamed } from '../organizations/index.ts';
import { renameDepartmentOfMembers } from './queries.ts';

/** What people read on a member is the name that the department bears now. */
export const membersJobs = [
  on(departmentRenamed, 'members.renameDepartment', (ctx, { departmentId, name }) => renameDepartmentOfMembers(ctx, departmentId, name)),
];

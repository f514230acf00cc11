import { on } from '../../platform/events.ts';
import { endSessions } from '../identity/index.ts';
import { departmentRenamed } from '../organizations/index.ts';
import { membersClosed } from './events.ts';
import { renameDepartmentOfMembers } from './queries.ts';

/** What people read on a member is the name that the department bears now. */
export const membersJobs = [
  on(membersClosed, 'members.endSessions', async (ctx, { userIds }) => {
    for (const userId of userIds) await endSessions(ctx, { userId });
  }),
  on(departmentRenamed, 'members.renameDepartment', (ctx, { departmentId, name }) => renameDepartmentOfMembers(ctx, departmentId, name)),
];

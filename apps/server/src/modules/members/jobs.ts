import { z } from 'zod';
import { on } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { endSessions } from '../identity/index.ts';
import { departmentRenamed } from '../organizations/index.ts';
import { membersClosed } from './events.ts';
import { renameDepartmentOfMembers } from './queries.ts';
import { spellNames } from './spell-names.ts';

/** What people read on a member is the name that the department bears now. */
export const membersJobs: AnyJob[] = [
  on(membersClosed, 'members.endSessions', async (ctx, { userIds }) => {
    for (const userId of userIds) await endSessions(ctx, { userId });
  }),
  on(departmentRenamed, 'members.renameDepartment', (ctx, { departmentId, name }) => renameDepartmentOfMembers(ctx, departmentId, name)),
  { mode: 'direct', name: 'members.spellNames', schema: z.unknown(), cron: '* * * * *', run: spellNames },
];

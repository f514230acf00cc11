import { type AnyJob, defineJob } from '../../platform/jobs.ts';
import { ASK_MEMBERS, askMembers } from './ask-members.ts';

export const surveysJobs: readonly AnyJob[] = [defineJob(ASK_MEMBERS.name, ASK_MEMBERS.schema, askMembers)];

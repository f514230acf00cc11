import type { PersonalRecords } from '../../platform/personal.ts';
import { isLastPage, selectRecordsOfMember } from './personal-queries.ts';

/**
 * The log names a member by an id only, and holds names and sensitive fields masked at most: so nothing of it has to change when a person
 * is forgotten, and the chain stays whole.
 */
export const auditPersonal: PersonalRecords = {
  module: 'audit',
  covers: {
    'audit.record.actor_id': 'exported; an id, which leads to a pseudonym',
    'audit.record.actor_name': 'of a member: the id again',
    'audit.record.target_id': 'exported; an id, which leads to a pseudonym',
  },
  parts: [
    {
      name: 'audit',
      title: { zh: '操作记录', en: 'What was done with your entry' },
      read: async (ctx, subject, after) => {
        const rows = await selectRecordsOfMember(ctx, subject, after);
        return { rows, after: isLastPage(rows) ? null : (rows.at(-1)?.id ?? null) };
      },
    },
  ],
};

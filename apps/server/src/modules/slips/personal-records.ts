import type { PersonalRecords } from '../../platform/personal.ts';
import { selectSlips } from './queries.ts';

const PAGE_ROWS = 500;

/** A slip is a voucher of the books: it stays, by an id that leads to a pseudonym. Who keyed and confirmed it is no concern of the person. */
export const slipsPersonal: PersonalRecords = {
  module: 'slips',
  covers: { 'slips.slip.member_id': 'exported; stays for the books' },
  parts: [
    {
      name: 'slips',
      title: { zh: '手工单', en: 'Paper slips in your name' },
      read: async (ctx, { memberId }, after) => {
        const [at, id] = after?.split('|') ?? [];
        const rows = await selectSlips(ctx, { memberId, before: at && id ? { at, id } : undefined, limit: PAGE_ROWS });
        const last = rows.at(-1);
        const shown = rows.map(({ keyed_by: _, keyed_by_name: __, decided_by: ___, decided_by_name: ____, ...row }) => row);
        return { rows: shown, after: last && rows.length === PAGE_ROWS ? `${last.keyed_at.toISOString()}|${last.id}` : null };
      },
    },
  ],
};

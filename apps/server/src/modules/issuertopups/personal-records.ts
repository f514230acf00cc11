import type { PersonalRecords } from '../../platform/personal.ts';
import { dropReasonsOf, selectTopUpsOf } from './queries.ts';

const PAGE_ROWS = 500;

/** The money itself is among the member's movements. */
export const issuertopupsPersonal: PersonalRecords = {
  module: 'issuertopups',
  covers: { 'issuertopups.top_up.member_id': 'exported; the amount stays for the books, what was written with it does not' },
  parts: [
    {
      name: 'top-ups-by-issuers',
      title: { zh: '发行方充值', en: 'What issuers topped up' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectTopUpsOf(ctx, { memberId, after, limit: PAGE_ROWS });
        return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
      },
    },
  ],
  erase: (ctx, { memberId }) => dropReasonsOf(ctx, memberId),
};

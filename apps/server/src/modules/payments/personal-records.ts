import type { PersonalRecords } from '../../platform/personal.ts';
import { selectPayments } from './history-queries.ts';

const PAGE_ROWS = 500;

/** Money records stay as they are: they name the member by an id, which leads to a pseudonym from then on. */
export const paymentsPersonal: PersonalRecords = {
  module: 'payments',
  covers: { 'payments.payment.member_id': 'exported; stays for the books' },
  parts: [
    {
      name: 'payments',
      title: { zh: '交易记录', en: 'Your payments' },
      read: async (ctx, { memberId }, after) => {
        const [at, id] = after?.split('|') ?? [];
        const before = at !== undefined && id !== undefined ? { at, id } : undefined;
        const rows = await selectPayments(ctx, { party: { memberId }, limit: PAGE_ROWS, ...(before && { before }) });
        const last = rows.at(-1);
        const shown = rows.map(({ staff_id: _, ...row }) => row);
        return { rows: shown, after: last && rows.length === PAGE_ROWS ? `${last.at.toISOString()}|${last.id}` : null };
      },
    },
  ],
};

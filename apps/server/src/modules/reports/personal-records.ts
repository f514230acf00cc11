import type { PersonalRecords } from '../../platform/personal.ts';
import { forgetDaysOf, selectDaysOf } from './queries.ts';

const PAGE_ROWS = 500;

/** Days are summed from payments, which say the same; a person who is forgotten is summed into none again. */
export const reportsPersonal: PersonalRecords = {
  module: 'reports',
  covers: { 'reports.member_day.member_id': 'exported; forgotten', 'reports.member_month.member_id': 'sums of member_day; forgotten' },
  parts: [
    {
      name: 'visit-days',
      title: { zh: '每日消费次数与金额', en: 'How often and for how much you paid by day' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectDaysOf(ctx, memberId, { after, limit: PAGE_ROWS });
        return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.business_on ?? null) : null };
      },
    },
  ],
  erase: (ctx, { memberId }) => forgetDaysOf(ctx, memberId),
};

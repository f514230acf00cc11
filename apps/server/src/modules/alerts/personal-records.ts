import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { forgetNews } from '../notifications/index.ts';
import { dropNotesOf, forgetSpendingOf, selectAlertsOf, selectSpendingOf } from './personal-queries.ts';

const PAGE_ROWS = 500;

/** An alert stays for whoever looks over the desk, by an id that leads to a pseudonym; what the desk wrote and was told of the person does not. */
export const alertsPersonal: PersonalRecords = {
  module: 'alerts',
  covers: {
    'alerts.spending_day.member_id': 'exported; forgotten',
    'alerts.alert.member_id': 'exported; stays, without its note',
  },
  parts: [
    {
      name: 'spending-days',
      title: { zh: '每日消费合计', en: 'What you spent by day' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectSpendingOf(ctx, memberId, { after, limit: PAGE_ROWS });
        return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.business_on ?? null) : null };
      },
    },
    {
      name: 'alerts',
      title: { zh: '消费预警', en: 'Alerts about your spending' },
      read: async (ctx, { memberId }) => wholePage(await selectAlertsOf(ctx, memberId)),
    },
  ],
  erase: async (ctx, { memberId }) => {
    await forgetSpendingOf(ctx, memberId);
    const alertIds = await dropNotesOf(ctx, memberId);
    await forgetNews(ctx, { kinds: ['alert.daySpend', 'child.daySpend'], keys: alertIds });
    await forgetNews(ctx, { kinds: ['child.lowBalance', 'child.cardFrozen', 'child.cardUnfrozen'], keys: [memberId] });
  },
};

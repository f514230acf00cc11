import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { describeEntries, describeOwnDisputes } from './describe-disputes.ts';
import { dropWordsOf, selectDisputes, selectEntries } from './queries.ts';

/** More than anybody opens in a life, and says in one case. */
const DISPUTES_MAX = 1_000;
const ENTRIES_MAX = 500;

/** What was decided stays, by an id that leads to a pseudonym; what else was said goes. */
export const disputesPersonal: PersonalRecords = {
  module: 'disputes',
  covers: { 'disputes.dispute.member_id': 'exported; stays for the books with the decision and its reason, without what else was said' },
  parts: [
    {
      name: 'disputes',
      title: { zh: '交易争议', en: 'Your cases about payments' },
      read: async (ctx, { memberId }) => {
        const rows = await selectDisputes(ctx, { memberId, limit: DISPUTES_MAX });
        const views = await describeOwnDisputes(ctx, rows);
        const whole: Record<string, unknown>[] = [];
        for (const view of views) {
          const entries = describeEntries(ctx, await selectEntries(ctx, view.id, ENTRIES_MAX));
          whole.push({ ...view, entries: entries.filter(({ audience }) => audience === 'all' || audience === 'member') });
        }
        return wholePage(whole);
      },
    },
  ],
  erase: (ctx, { memberId }) => dropWordsOf(ctx, memberId),
};

import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { listPursesOf } from './list-purses.ts';
import { lockPursesOfMember } from './purse-queries.ts';
import { selectAllotmentsOfMember } from './round-queries.ts';
import { sweepPurses } from './sweep-purses.ts';

const PAGE_ROWS = 500;

/** Money for a purpose is the programme's until it is spent: of a member who is forgotten, it goes back to the fund. */
export const subsidiesPersonal: PersonalRecords = {
  module: 'subsidies',
  covers: {
    'subsidies.purse.member_id': 'exported; stays, empty, for the books',
    'subsidies.allotment.member_id': 'exported; stays for the books',
  },
  parts: [
    {
      name: 'purses',
      title: { zh: '补贴钱包', en: 'Your subsidy purses' },
      read: async (ctx, { memberId }) => wholePage((await listPursesOf(ctx, memberId)).purses),
    },
    {
      name: 'subsidies',
      title: { zh: '补贴发放记录', en: 'Subsidies granted to you' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectAllotmentsOfMember(ctx, memberId, { afterId: after, limit: PAGE_ROWS });
        return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
      },
    },
  ],
  erase: async (ctx, { memberId }) => sweepPurses(ctx, await lockPursesOfMember(ctx, memberId)),
};

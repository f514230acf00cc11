import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { describeOwn } from './describe-withdrawals.ts';
import { forgetWordsOf, selectWithdrawals } from './queries.ts';

/** More than anybody asks for in a life. */
const WITHDRAWALS_MAX = 1_000;

export const fundingPersonal: PersonalRecords = {
  module: 'funding',
  covers: {
    'funding.withdrawal.member_id': 'exported; stays for the books',
    'funding.withdrawal.reason': 'words, and the number of a voucher or a bank transfer; forgotten',
    'funding.withdrawal.note': 'words; forgotten',
  },
  parts: [
    {
      name: 'withdrawals',
      title: { zh: '提现记录', en: 'Your withdrawals' },
      read: async (ctx, { memberId }) =>
        wholePage(await describeOwn(ctx, await selectWithdrawals(ctx, { memberIds: [memberId], limit: WITHDRAWALS_MAX }))),
    },
  ],
  erase: (ctx, { memberId }) => forgetWordsOf(ctx, memberId),
};

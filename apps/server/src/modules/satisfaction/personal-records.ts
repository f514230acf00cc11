import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { dropWordsOf, selectVerdictsOf } from './queries.ts';

/** More than anybody says in a life. */
const VERDICTS_MAX = 2_000;

/** How content somebody was stays for the averages; what they wrote goes. */
export const satisfactionPersonal: PersonalRecords = {
  module: 'satisfaction',
  covers: { 'satisfaction.verdict.member_id': 'exported; the score stays for the averages, without words' },
  parts: [
    {
      name: 'satisfaction',
      title: { zh: '服务满意度', en: 'How you were served' },
      read: async (ctx, { memberId }) =>
        wholePage(
          (await selectVerdictsOf(ctx, memberId, VERDICTS_MAX)).map(({ kind, score, text, told_at: toldAt }) => ({ kind, score, text, toldAt })),
        ),
    },
  ],
  erase: (ctx, { memberId }) => dropWordsOf(ctx, memberId),
};

import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { forgetRepliesOf, selectRepliesOf } from './queries.ts';

/** More than anybody is asked in a life. */
const REPLIES_MAX = 2_000;

/** What was answered without a name leads to nobody, and is in nobody's file. */
export const surveysPersonal: PersonalRecords = {
  module: 'surveys',
  covers: {
    'surveys.asked.member_id': 'forgotten; says that somebody was asked, which the notices in the file say too',
    'surveys.reply.member_id': 'exported; what was chosen stays for the counts, without the person and what they wrote',
  },
  parts: [
    {
      name: 'surveys',
      title: { zh: '问卷回答', en: 'What you answered in surveys' },
      read: async (ctx, { memberId }) =>
        wholePage(
          (await selectRepliesOf(ctx, memberId, REPLIES_MAX)).map(({ title_zh: zh, title_en: en, answers, replied_on: day }) => ({
            survey: { zh, en },
            answers,
            day,
          })),
        ),
    },
  ],
  erase: (ctx, { memberId }) => forgetRepliesOf(ctx, memberId),
};

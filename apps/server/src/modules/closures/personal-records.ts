import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { findMembers } from '../members/index.ts';
import { renumberClosures, selectClosuresOfMember } from './queries.ts';

/** More than anybody leaves in a life. */
const CLOSURES_MAX = 100;

export const closuresPersonal: PersonalRecords = {
  module: 'closures',
  covers: { 'closures.closure.member_id': 'exported; stays for the books', 'closures.closure.member_number': 'exported; forgotten' },
  parts: [
    {
      name: 'closures',
      title: { zh: '销户记录', en: 'Closures of your wallet' },
      read: async (ctx, { memberId }) => wholePage(await selectClosuresOfMember(ctx, memberId, CLOSURES_MAX)),
    },
  ],
  erase: async (ctx, { memberId }, { number }) => {
    const member = (await findMembers(ctx, [memberId])).get(memberId);
    if (member) await renumberClosures(ctx, { id: memberId, from: member.memberNumber, to: number });
  },
};

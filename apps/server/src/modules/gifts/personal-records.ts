import { id } from '@tessera/contract';
import type { PersonalRecords } from '../../platform/personal.ts';
import { selectLotsOfMember } from './queries.ts';

const PAGE_ROWS = 500;
const lotId = id<'payment'>();

export const giftsPersonal: PersonalRecords = {
  module: 'gifts',
  covers: { 'gifts.lot.member_id': 'exported; stays for the books' },
  parts: [
    {
      name: 'topUpGifts',
      title: { zh: '充值与赠送', en: 'Your top-ups and what was given with them' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectLotsOfMember(ctx, { memberId, beforeId: after ? lotId.parse(after) : undefined, limit: PAGE_ROWS });
        return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
      },
    },
  ],
};

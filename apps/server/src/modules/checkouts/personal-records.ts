import { id } from '@tessera/contract';
import type { PersonalRecords } from '../../platform/personal.ts';
import { selectCheckoutsOfMember } from './queries.ts';

const PAGE_ROWS = 500;
const checkoutId = id<'checkout'>();

export const checkoutsPersonal: PersonalRecords = {
  module: 'checkouts',
  covers: {
    'checkouts.checkout.member_id': 'exported; stays for the books',
    'checkouts.share.member_id': 'exported with its payment; stays for the books',
  },
  parts: [
    {
      name: 'discounts',
      title: { zh: '优惠明细', en: 'What was taken off your payments' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectCheckoutsOfMember(ctx, { memberId, beforeId: after ? checkoutId.parse(after) : undefined, limit: PAGE_ROWS });
        return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
      },
    },
  ],
};

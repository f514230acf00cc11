import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { selectDrawsOfMember, selectLotsOfMember } from './draw-queries.ts';
import { endLots } from './end-lots.ts';
import { listPointsOf } from './list-member-points.ts';
import { lockLotsOfMember } from './lot-queries.ts';

const PAGE_ROWS = 500;

/** Points of somebody who is forgotten expire at once: nobody could spend them any more. */
export const loyaltyPersonal: PersonalRecords = {
  module: 'loyalty',
  covers: {
    'loyalty.account.member_id': 'exported as balances; stays, empty, for the books',
    'loyalty.lot.member_id': 'exported; stays for the books',
    'loyalty.draw.member_id': 'exported; stays for the books',
    'loyalty.draw_return.member_id': 'counted in the draws; stays for the books',
    'loyalty.earning.member_id': 'its lot is exported; stays, so that a refund finds it',
    'loyalty.standing.member_id': 'exported as the level of each balance; stays, and means nothing once the points are gone',
    'loyalty.event.member_id': 'its lot is exported; stays, so that an event counts once',
  },
  parts: [
    {
      name: 'points',
      title: { zh: '积分', en: 'Your points' },
      read: async (ctx, { memberId }) => wholePage((await listPointsOf(ctx, memberId)).items),
    },
    {
      name: 'points-granted',
      title: { zh: '积分发放记录', en: 'Points granted to you' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectLotsOfMember(ctx, memberId, { afterId: after, limit: PAGE_ROWS });
        return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
      },
    },
    {
      name: 'points-redeemed',
      title: { zh: '积分兑换记录', en: 'Points you redeemed' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectDrawsOfMember(ctx, memberId, { afterId: after, limit: PAGE_ROWS });
        return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
      },
    },
  ],
  erase: async (ctx, { memberId }) => {
    await endLots(ctx, await lockLotsOfMember(ctx, memberId), 'expired');
  },
};

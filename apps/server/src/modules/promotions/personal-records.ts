import { id } from '@tessera/contract';
import type { PersonalRecords } from '../../platform/personal.ts';
import { selectCoupons } from './coupon-queries.ts';
import { selectUsesOfMember } from './reservation-queries.ts';

const PAGE_ROWS = 500;
const couponId = id<'coupon'>();

export const promotionsPersonal: PersonalRecords = {
  module: 'promotions',
  covers: {
    'promotions.coupon.member_id': 'exported; stays, so that a place is not taken twice',
    'promotions.reservation.member_id': 'exported; stays for the books',
    'promotions.use.member_id': 'exported with its order; stays for the books',
    'promotions.code_try.member_id': 'a count of wrong codes',
  },
  parts: [
    {
      name: 'coupons',
      title: { zh: '优惠券', en: 'Your coupons' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectCoupons(ctx, { memberId, beforeId: after ? couponId.parse(after) : undefined, limit: PAGE_ROWS });
        return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
      },
    },
    {
      name: 'promotions',
      title: { zh: '享受的促销', en: 'Orders under promotions' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectUsesOfMember(ctx, { memberId, beforeId: after ?? undefined, limit: PAGE_ROWS });
        return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
      },
    },
  ],
};

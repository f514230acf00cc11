import { id } from '@tessera/contract';
import type { PersonalRecords } from '../../platform/personal.ts';
import { orderView } from './order.ts';
import { forgetPayers, selectOrders } from './queries.ts';

const PAGE = 200;
const orderId = id<'order'>();

export const channelsPersonal: PersonalRecords = {
  module: 'channels',
  covers: {
    'channels.order.member_id': 'exported; stays, as a record of money, without what the payer is called at the channel',
  },
  parts: [
    {
      name: 'channel-orders',
      title: { zh: '渠道订单', en: 'Your orders at payment channels' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectOrders(ctx, { memberId, beforeId: after === null ? undefined : orderId.parse(after), limit: PAGE });
        return { rows: rows.map((row) => ({ ...orderView(row) })), after: rows.length < PAGE ? null : (rows.at(-1)?.id ?? null) };
      },
    },
  ],
  erase: (ctx, { memberId }) => forgetPayers(ctx, memberId),
};

import { id } from '@tessera/contract';
import type { PersonalRecords } from '../../platform/personal.ts';
import { dropNamesOf, selectTicketsOf } from './queries.ts';

const PAGE_ROWS = 200;

/** Tickets of somebody who is forgotten stay for the organizer's books, without a name. */
export const ticketsPersonal: PersonalRecords = {
  module: 'tickets',
  covers: {
    'tickets.ticket.member_id': 'exported; stays for the books',
    'tickets.ticket.holder_name': 'exported; forgotten',
  },
  parts: [
    {
      name: 'tickets',
      title: { zh: '电子票', en: 'Your tickets' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectTicketsOf(ctx, memberId, { id: after ? id<'ticket'>().parse(after) : undefined, limit: PAGE_ROWS });
        return { rows, after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
      },
    },
  ],
  erase: (ctx, { memberId }) => dropNamesOf(ctx, memberId),
};

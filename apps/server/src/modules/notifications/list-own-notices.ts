import { type InputOf, noticeFacts, type notifications, type OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { selectNotices } from './notice-queries.ts';
import { wordsOf } from './notice-texts.ts';
import { ownPerson } from './person.ts';

type List = typeof notifications.listOwnNotices;

/** In the words of the language that was asked for, as they hold now. */
export async function listOwnNotices(ctx: Ctx, { cursor, limit, language, unread = false }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectNotices(ctx, { person: ownPerson(ctx.actor), unread, beforeId: idOfCursor<'notice'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  const reader = { language, timeZone: await timeZoneOf(ctx) };
  // An announcement may be read by whoever got it, although not its record.
  const words = await asSystem(ctx, (system) => wordsOf(system, items, { channel: 'inApp', reader }));
  return {
    items: items.map((row, place) => ({
      id: row.id,
      kind: row.kind,
      group: noticeFacts(row.kind).group,
      title: words[place]?.subject ?? '',
      text: words[place]?.body ?? '',
      at: row.at,
      readAt: row.read_at,
    })),
    nextCursor,
  };
}

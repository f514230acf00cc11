import { type NoticeNews, noticeFacts, noticeParamsSchema, type OuterChannel } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { allowedOut } from './allowed.ts';
import { type House, preferencesOf, quietOf, readHouse, waysOf } from './choices.ts';
import { insertDeliveries, type NewDelivery } from './delivery-queries.ts';
import { insertNotices, type NewNotice } from './notice-queries.ts';
import { keyOf, type Person, personOf, type Recipient, topicOf } from './person.ts';
import { type PreferenceRow, selectDevicesOf } from './preference-queries.ts';
import { queueDeliveries } from './queue-deliveries.ts';
import { quietUntil } from './quiet-hours.ts';
import { findReach } from './reach.ts';

/** How many people one call tells, at most. */
export const NOTICES_MAX = 500;

/** `key` names what the news is about: the same person is told of it once, however often it is said. */
export type News = NoticeNews & { to: Recipient; key?: string };
/** For an announcement: its words, and the ways that it takes at most. */
type Round = { announcementId?: Id<'announcement'>; channels?: readonly OuterChannel[] };

/**
 * Tells somebody something, in this transaction: a notice in the app at once, and one delivery for each way out that the person has on,
 * which a job sends after the commit, when no quiet hours hold it back. Whoever acts may cause a notice to anybody.
 */
export async function notify(ctx: Ctx, news: News): Promise<void> {
  await notifyAll(ctx, [news]);
}

/** The same for up to `NOTICES_MAX` people, in a number of statements that does not grow with theirs. */
export async function notifyAll(ctx: Ctx, news: readonly News[], round: Round = {}): Promise<void> {
  if (news.length === 0) return;
  if (news.length > NOTICES_MAX) throw new Error(`${news.length} notices at once`);
  await asSystem(ctx, async (system) => {
    const rows = news.map((each) => noticeRow(system, each, round));
    const added = await insertNotices(system, rows);
    const fresh = rows.filter(({ id }) => added.has(id));
    if (fresh.length === 0) return;
    const deliveries = await planDeliveries(system, fresh, round);
    await insertDeliveries(system, deliveries);
    await queueDeliveries(system, deliveries);
    await notifyLiveAll(system, new Map(fresh.filter(({ listed }) => listed).map((row) => [topicOf(row), { kind: 'notices' }])));
  });
}

function noticeRow(ctx: Ctx, { kind, params, to, key }: News, { announcementId = null }: { announcementId?: Id<'announcement'> | null }): NewNotice {
  return {
    ...personOf(to),
    id: newId<'notice'>(ctx.now.getTime()),
    kind,
    params: noticeParamsSchema(kind).parse(params),
    listed: noticeFacts(kind).listed,
    source_key: key ?? null,
    announcement_id: announcementId,
    at: ctx.now,
  };
}

async function planDeliveries(ctx: Ctx, told: readonly NewNotice[], { channels }: Round): Promise<NewDelivery[]> {
  const house = await readHouse(ctx);
  const allowed = channels ? { ...house, channels: house.channels.filter((channel) => channels.includes(channel)) } : house;
  if (allowed.channels.length === 0) return [];
  const notices = await allowedOut(ctx, told);
  if (notices.length === 0) return [];
  const timeZone = await timeZoneOf(ctx);
  const chosen = await preferencesOf(ctx, notices);
  const reach = await reachOf(ctx, notices);
  return notices.flatMap((notice) => {
    const row = chosen.get(keyOf(notice));
    const send_after = leavesAt(ctx, { kind: notice.kind, row, house: allowed, timeZone });
    return waysOf(notice.kind, row, allowed).flatMap((channel) =>
      reach(notice, channel).map((push_id) => ({
        id: newId<'delivery'>(ctx.now.getTime()),
        notice_id: notice.id,
        person_kind: notice.person_kind,
        person_id: notice.person_id,
        kind: notice.kind,
        channel,
        push_id,
        send_after,
      })),
    );
  });
}

type Leaving = { kind: NewNotice['kind']; row: PreferenceRow | undefined; house: House; timeZone: string };

export function leavesAt(ctx: Pick<Ctx, 'now'>, { kind, row, house, timeZone }: Leaving): Date {
  return noticeFacts(kind).urgent ? ctx.now : quietUntil(ctx.now, quietOf(row, house), timeZone);
}

/** For a person and a way: one delivery (null), one a device, or none where nothing would arrive. */
async function reachOf(ctx: Ctx, persons: readonly Person[]): Promise<(person: Person, channel: OuterChannel) => (Id<'push'> | null)[]> {
  const devices = await selectDevicesOf(ctx, persons);
  const reachable = await findReach(ctx, persons);
  return (person, channel) => {
    if (channel === 'push') return devices.filter((device) => keyOf(device) === keyOf(person)).map(({ id }) => id);
    const { hasPhone = false, hasEmail = false } = reachable.get(keyOf(person)) ?? {};
    return (channel === 'sms' ? hasPhone : hasEmail) ? [null] : [];
  };
}

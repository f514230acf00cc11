import { AppError, EVENT_DAYS_MAX, EVENT_SESSIONS_MAX, type events, type InputOf, type OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { findOrganizations, mayLookAt } from '../organizations/index.ts';
import { findVenues } from '../venues/index.ts';
import { kindView, stateOf, type WholeEventView } from './event.ts';
import { type ListedRow, selectDays, selectListed, selectOrganizers, selectRegions } from './public-queries.ts';
import { type EventRow, selectKinds, selectPictured, selectShown } from './queries.ts';
import { selectShownSessions } from './session-queries.ts';
import { readStops } from './stored.ts';

type Shown = OutputOf<typeof events.getPublicEvent>;
type Which = { kind?: EventRow['kind'] | undefined; region?: string | undefined; fromOn?: string | undefined; toOn?: string | undefined };
const ORGANIZERS_MAX = 10_000;

/** For anybody: what is published, of organizers that are active. */
export async function listPublicEvents(ctx: Ctx, input: InputOf<typeof events.listPublicEvents>): Promise<OutputOf<typeof events.listPublicEvents>> {
  const { cursor, limit, q, priceMaxMinor, ...which } = input;
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  const after = at && id ? { at, id } : undefined;
  const rows = await selectListed(ctx, { ...(await filterOf(ctx, which)), q, priceMaxMinor, after, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.next_starts_at.toISOString(), row.id]);
  const common = await describeCommon(ctx, items);
  return {
    items: items.map((row, place) => ({
      eventId: row.id,
      kind: row.kind,
      title: row.title,
      place: row.place,
      region: row.region,
      hasPicture: row.has_picture,
      state: 'published',
      priceFromMinor: row.price_from_minor,
      priceToMinor: row.price_to_minor,
      nextStartsAt: row.next_starts_at,
      sessionCount: row.session_count,
      merchantName: common[place]?.merchantName ?? '',
      venueName: common[place]?.venueName ?? '',
    })),
    nextCursor,
  };
}

export async function listEventDays(ctx: Ctx, which: InputOf<typeof events.listEventDays>): Promise<OutputOf<typeof events.listEventDays>> {
  return { items: await selectDays(ctx, await filterOf(ctx, which), EVENT_DAYS_MAX) };
}

export async function listEventRegions(ctx: Ctx): Promise<OutputOf<typeof events.listEventRegions>> {
  return { items: await selectRegions(ctx, await filterOf(ctx, {})) };
}

/** Its organizer sees a draft as others will. @throws AppError `events.unknown` */
export async function getPublicEvent(ctx: Ctx, { eventId }: InputOf<typeof events.getPublicEvent>): Promise<Shown> {
  const row = await selectShown(ctx, eventId);
  const isOwn = row && ctx.actor.kind === 'staff' && mayLookAt(ctx.actor, row.merchant_id);
  const [common] = row && (isOwn || row.state !== 'draft') ? await describeCommon(ctx, [row]) : [];
  if (!row || !common || !(isOwn || common.isActive)) throw new AppError('events.unknown', { eventId });
  const sessions = await selectShownSessions(ctx, eventId, EVENT_SESSIONS_MAX);
  const kinds = (await selectKinds(ctx, [eventId])).map(kindView).filter(({ isRetired }) => !isRetired);
  const lastEndsAt = sessions.findLast(({ state }) => state !== 'canceled')?.ends_at ?? null;
  return {
    eventId,
    merchantName: common.merchantName,
    venueName: common.venueName,
    address: common.address,
    kind: row.kind,
    title: row.title,
    place: row.place,
    region: row.region,
    hasPicture: (await selectPictured(ctx, [eventId])).has(eventId),
    state: stateOf(row, lastEndsAt, ctx.now),
    priceFromMinor: row.price_from_minor,
    priceToMinor: row.price_to_minor,
    description: row.description,
    visitorNotes: row.visitor_notes,
    cancelReason: row.cancel_reason,
    sessions: sessions.filter(({ state }) => state !== 'planned' || isOwn).map(shownSession),
    ticketKinds: kinds.map(shownKind),
  };
}

async function filterOf(ctx: Ctx, which: Which) {
  const organizers = await selectOrganizers(ctx, ORGANIZERS_MAX);
  const found = await asSystem(ctx, (system) => findOrganizations(system, organizers));
  return { ...which, merchantIds: organizers.filter((id) => found.get(id)?.status === 'active'), now: ctx.now };
}

/** Whose it is and where, of each in its order. */
async function describeCommon(ctx: Ctx, rows: readonly Pick<ListedRow, 'merchant_id' | 'venue_id'>[]) {
  return asSystem(ctx, async (system) => {
    const merchants = await findOrganizations(
      system,
      rows.map(({ merchant_id }) => merchant_id),
    );
    const venues = await findVenues(
      system,
      rows.flatMap(({ venue_id }) => venue_id ?? []),
    );
    return rows.map(({ merchant_id, venue_id }) => {
      const venue = venue_id && venues.get(venue_id);
      const merchant = merchants.get(merchant_id);
      return {
        merchantName: merchant?.name ?? '',
        isActive: merchant?.status === 'active',
        venueName: venue ? venue.name : '',
        address: venue ? venue.address : '',
      };
    });
  });
}

function shownSession(row: Awaited<ReturnType<typeof selectShownSessions>>[number]): Shown['sessions'][number] {
  return {
    eventSessionId: row.id,
    name: row.name,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    doorsAt: row.doors_at,
    hasSeats: row.seat_plan_id !== null,
    stops: readStops(row.stops),
    state: row.state,
  };
}

function shownKind(kind: WholeEventView['ticketKinds'][number]): Shown['ticketKinds'][number] {
  const { ticketKindId, name, description, prices, variations, admits, maxPerBuyer, groupMinimum, isRealName, audience } = kind;
  const { refundSteps, changePolicy, changeFeeMinor, changeEndsMinutesBefore, addOnTo } = kind;
  const rules = { refundSteps, changePolicy, changeFeeMinor, changeEndsMinutesBefore };
  const limits = { admits, maxPerBuyer, groupMinimum, isRealName, audience };
  return { ticketKindId, name, description, prices, variations, ...limits, ...rules, isAddOn: addOnTo.length > 0 };
}

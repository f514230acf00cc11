import { AppError, type EventState, type events, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import { findVenues } from '../venues/index.ts';
import { findProblems } from './event-problems.ts';
import { type EventRow, type KindRow, lockEvent, type QuotaRow, selectKinds, selectPictured, selectQuotas, sumSessions } from './queries.ts';
import { readKind, readWindows } from './stored.ts';

export type WholeEventView = OutputOf<typeof events.getEvent>;
export type EventHeadView = WholeEventView['event'];

/** What is over is published still, and is called ended. */
export function stateOf({ state }: Pick<EventRow, 'state'>, lastEndsAt: Date | null, now: Date): EventState {
  return state === 'published' && (lastEndsAt === null || lastEndsAt <= now) ? 'ended' : state;
}

/** Of an organizer that is suspended or has left nothing is shown or sold. */
export function isOfActive(ctx: Ctx, { merchant_id }: Pick<EventRow, 'merchant_id'>): Promise<boolean> {
  return asSystem(ctx, async (system) => (await findOrganizations(system, [merchant_id])).get(merchant_id)?.status === 'active');
}

export async function describeEvents(ctx: Ctx, rows: readonly EventRow[]): Promise<EventHeadView[]> {
  const ids = rows.map(({ id }) => id);
  const merchantIds = rows.map((row) => row.merchant_id);
  const merchants = await asSystem(ctx, (system) => findOrganizations(system, merchantIds));
  const venues = await findVenues(
    ctx,
    rows.flatMap(({ venue_id }) => venue_id ?? []),
  );
  const sums = new Map((await sumSessions(ctx, ids)).map((sum) => [sum.event_id, sum]));
  const pictured = await selectPictured(ctx, ids);
  return rows.map((row) => {
    const sum = sums.get(row.id);
    return {
      eventId: row.id,
      merchantId: row.merchant_id,
      merchantName: merchants.get(row.merchant_id)?.name ?? '',
      kind: row.kind,
      title: row.title,
      description: row.description,
      visitorNotes: row.visitor_notes,
      venueId: row.venue_id,
      venueName: (row.venue_id && venues.get(row.venue_id)?.name) ?? null,
      place: row.place,
      region: row.region,
      salesEndMinutesBefore: row.sales_end_minutes,
      hasPicture: pictured.has(row.id),
      state: stateOf(row, sum?.last_ends_at ?? null, ctx.now),
      cancelReason: row.cancel_reason,
      revision: row.revision,
      createdAt: row.created_at,
      changedAt: row.changed_at,
      publishedAt: row.published_at,
      firstStartsAt: sum?.first_starts_at ?? null,
      lastEndsAt: sum?.last_ends_at ?? null,
      sessionCount: sum?.count ?? 0,
      priceFromMinor: row.price_from_minor,
    };
  });
}

export function kindView({ id, number, fields }: Pick<KindRow, 'id' | 'number' | 'fields'>): WholeEventView['ticketKinds'][number] {
  return { ticketKindId: id, number, ...readKind(fields) };
}

export function quotaView({ id, name, size, covers }: QuotaRow): WholeEventView['quotas'][number] {
  return { quotaId: id, name, size, covers };
}

export async function describeEvent(ctx: Ctx, row: EventRow): Promise<WholeEventView> {
  const [event] = await describeEvents(ctx, [row]);
  if (!event) throw new RangeError('an event was described that was not read');
  const [kinds, quotas] = [await selectKinds(ctx, [row.id]), await selectQuotas(ctx, row.id)];
  const of = {
    event,
    ticketKinds: kinds.map(kindView),
    quotas: quotas.map(quotaView),
    windows: readWindows(row.windows),
    questions: row.questions,
  };
  return { ...of, problems: await findProblems(ctx, of) };
}

/** @throws AppError `events.unknown` */
export async function lockedEvent(ctx: Ctx, eventId: Id<'event'>): Promise<EventRow> {
  const row = await lockEvent(ctx, eventId);
  if (!row) throw new AppError('events.unknown', { eventId });
  return row;
}

/** As it was read, and not called off. @throws AppError `events.unknown`, `events.not_now`, `events.changed_meanwhile` */
export async function editableEvent(ctx: Ctx, { eventId, revision }: { eventId: Id<'event'>; revision: number }): Promise<EventRow> {
  const row = await lockedEvent(ctx, eventId);
  if (row.state === 'canceled') throw new AppError('events.not_now', { eventId });
  if (row.revision !== revision) throw new AppError('events.changed_meanwhile', { revision: row.revision });
  return row;
}

export function nextRevision(ctx: Ctx, { revision }: Pick<EventRow, 'revision'>): { revision: number; changed_at: Date } {
  return { revision: revision + 1, changed_at: ctx.now };
}

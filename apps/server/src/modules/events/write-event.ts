import { AppError, type ContentOf, type events, type InputOf } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { confinedTo, findOrganizations } from '../organizations/index.ts';
import { findVenues } from '../venues/index.ts';
import { describeEvent, editableEvent, lockedEvent, nextRevision, type WholeEventView } from './event.ts';
import { closeOpenSessions } from './put-on-sale.ts';
import { deleteEvent, insertEvent, updateEventRow } from './queries.ts';
import { fillFromTemplate } from './templates.ts';

/** @throws AppError `organizations.unknown`, `events.venue_unknown` */
export async function createEvent(ctx: Ctx, input: ContentOf<typeof events.createEvent>): Promise<WholeEventView> {
  const { merchantId, template, title, venueId, startsOn } = input;
  const own = confinedTo(ctx.actor);
  const found = await asSystem(ctx, (system) => findOrganizations(system, [merchantId]));
  if ((own && own !== merchantId) || found.get(merchantId)?.kind !== 'merchant') {
    throw new AppError('organizations.unknown', { organizationId: merchantId });
  }
  await refuseForeignVenue(ctx, merchantId, venueId);
  const id = newId<'event'>(ctx.now.getTime());
  await insertEvent(ctx, {
    id,
    merchant_id: merchantId,
    kind: template === 'blank' ? 'show' : template,
    title,
    description: '',
    visitor_notes: '',
    venue_id: venueId,
    place: '',
    region: '',
    sales_end_minutes: 0,
    windows: '[]',
    questions: '[]',
    price_from_minor: null,
    price_to_minor: null,
    created_at: ctx.now,
    changed_at: ctx.now,
    published_at: null,
  });
  if (template !== 'blank') await fillFromTemplate(ctx, { eventId: id, merchantId, template, venueId, startsOn });
  await record(ctx, { action: 'events.createEvent', targetKind: 'event', targetId: id, after: { title, template } });
  return describeEvent(ctx, await lockedEvent(ctx, id));
}

/** @throws AppError `events.unknown`, `events.not_now`, `events.changed_meanwhile`, `events.venue_unknown` */
export async function updateEvent(ctx: Ctx, input: InputOf<typeof events.updateEvent>): Promise<WholeEventView> {
  const { eventId, revision, kind, title, description, visitorNotes, venueId, place, region, salesEndMinutesBefore } = input;
  const before = await editableEvent(ctx, { eventId, revision });
  await refuseForeignVenue(ctx, before.merchant_id, venueId);
  const change = { kind, title, description, visitor_notes: visitorNotes, venue_id: venueId, place, region };
  await updateEventRow(ctx, eventId, { ...change, sales_end_minutes: salesEndMinutesBefore, ...nextRevision(ctx, before) });
  if (salesEndMinutesBefore !== before.sales_end_minutes) await closeOpenSessions(ctx, { id: eventId, sales_end_minutes: salesEndMinutesBefore });
  const was = Object.fromEntries(Object.keys(change).map((name) => [name, before[name as keyof typeof change]])); // The keys of `change`.
  await record(ctx, { action: 'events.updateEvent', targetKind: 'event', targetId: eventId, before: was, after: change });
  return describeEvent(ctx, await lockedEvent(ctx, eventId));
}

/** What was published is called off instead. @throws AppError `events.unknown`, `events.not_now` */
export async function removeEvent(ctx: Ctx, { eventId }: InputOf<typeof events.removeEvent>): Promise<Record<string, never>> {
  const row = await lockedEvent(ctx, eventId);
  if (row.state !== 'draft') throw new AppError('events.not_now', { eventId });
  await deleteEvent(ctx, eventId);
  await record(ctx, { action: 'events.removeEvent', targetKind: 'event', targetId: eventId, before: { title: row.title } });
  return {};
}

/** A venue is a merchant's own. @throws AppError `events.venue_unknown` */
async function refuseForeignVenue(ctx: Ctx, merchantId: Id<'organization'>, venueId: Id<'venue'> | null): Promise<void> {
  if (venueId === null) return;
  const venue = (await findVenues(ctx, [venueId])).get(venueId);
  if (venue?.merchant_id !== merchantId) throw new AppError('events.venue_unknown', { venueId });
}

import { type Id, newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { theatrePlan } from '../../../seed/seat-plans.ts';
import { fileOf, pictureBytes } from '../../../test/pictures.ts';
import { codeOf, createWorld, type StaffPerson } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { counterIdOf, createAvailability, createHolder, readCounters, readStates, WHOLE_SHOW } from '../inventory/index.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
let manager: StaffPerson;
let stranger: StaffPerson;
let merchantId: Id<'organization'>;
let anybody: ReturnType<typeof world.stranger>;
let venueId: Id<'venue'>;
beforeAll(async () => {
  world = await createWorld();
  anybody = world.stranger('member');
  merchantId = await world.merchant('大剧院');
  manager = await world.staff('merchantManager', merchantId);
  stranger = await world.staff('merchantManager', await world.merchant('体育场'));
  const { venues } = manager.client;
  venueId = (await venues.createVenue({ merchantId, name: '主厅', address: '一路 1 号', gates: [] }, { key: newId() })).id;
  const file = new File([JSON.stringify(theatrePlan('主厅'))], 'plan.json');
  const plan = await venues.importSeatPlan({ venueId, file }, { key: newId() });
  await venues.publishSeatPlan({ seatPlanId: plan.id, revision: plan.revision }, { key: newId() });
});
afterAll(() => world.close());

const key = () => ({ key: newId<never>() });
const begin = (title: string, template: 'show' | 'attraction' | 'rail' | 'blank' = 'show', startsOn = '2030-05-01') =>
  manager.client.events.createEvent({ merchantId, template, title, venueId: template === 'blank' ? null : venueId, startsOn }, key());
const sessionsOf = async (eventId: Id<'event'>) => (await manager.client.events.listEventSessions({ eventId })).items;
const stockOf = (eventSessionId: Id<'eventSession'>) =>
  world.database.transaction(systemActor('test'), {}, async (ctx) => ({
    counters: (await readCounters(ctx, eventSessionId)).map(({ left }) => left).sort((a, b) => a - b),
    states: [...(await readStates(ctx, { eventSessionId, legs: WHOLE_SHOW, allocationIds: [] }))],
  }));
async function holdOf(eventSessionId: Id<'eventSession'>, allocationId: Id<'allocation'>, count: number): Promise<void> {
  const { database, clock } = world;
  const terms = () => ({ holdMinutes: 10, capMinutes: 30, seatsPerBuyer: 50 });
  const holder = createHolder({ database, availability: createAvailability({ database, clock }), terms });
  const counters = [{ counterId: counterIdOf(eventSessionId, allocationId), count }];
  const request = { id: newId<'seatHold'>(), eventSessionId, buyerId: null, legs: WHOLE_SHOW, seats: [], counters, allocationIds: [allocationId] };
  expect((await holder.hold({ ...request, units: count, fingerprint: 'test' })).outcome).toBe('held');
}
const titles = async (query: Parameters<typeof manager.client.events.listPublicEvents>[0] = {}) =>
  (await anybody.client.events.listPublicEvents(query)).items.map(({ title }) => title);

test('a show from a template is published by one more click, and anybody reads it; nobody read the draft', async () => {
  const begun = await begin('天鹅湖');
  const { eventId } = begun.event;
  expect(begun.problems).toEqual([]);
  expect(begun.ticketKinds[0]?.prices.map(({ category }) => category)).toEqual(['A', 'B', 'C']);
  expect(await codeOf(anybody.client.events.getPublicEvent({ eventId }))).toBe('events.unknown');
  expect((await manager.client.events.getPublicEvent({ eventId })).title).toBe('天鹅湖');
  expect(await codeOf(stranger.client.events.getPublicEvent({ eventId }))).toBe('events.unknown');
  expect(await codeOf(stranger.client.events.getEvent({ eventId }))).toBe('events.unknown');
  const pictured = await manager.client.events.setEventPicture({ eventId, file: fileOf(pictureBytes('png')) }, key());
  expect(await codeOf(manager.client.events.publishEvent({ eventId, revision: 1 }, key()))).toBe('events.changed_meanwhile');
  const published = await manager.client.events.publishEvent({ eventId, revision: pictured.event.revision }, key());
  expect(published.event).toMatchObject({ state: 'published', sessionCount: 1, hasPicture: true });
  const shown = await anybody.client.events.getPublicEvent({ eventId });
  expect(shown).toMatchObject({ venueName: '主厅', sessions: [{ state: 'on_sale', hasSeats: true }], priceToMinor: 28_000 });
  expect(shown.ticketKinds[0]?.refundSteps).toHaveLength(3);
  expect((await anybody.client.events.getEventPicture({ eventId })).size).toBeGreaterThan(50);
  expect(await codeOf(manager.client.events.removeEvent({ eventId }))).toBe('events.not_now');
});

test('what keeps an event from being published is named with its place, and publishing is refused until it is mended', async () => {
  const { event, problems } = await begin('空白', 'blank');
  const { eventId } = event;
  expect(problems.map(({ code }) => code)).toEqual(['place_missing', 'no_session', 'no_ticket_kind', 'no_window']);
  expect(await codeOf(manager.client.events.publishEvent({ eventId, revision: 1 }, key()))).toBe('events.not_ready');
  const seat = await begin('有座', 'show');
  const [kind] = seat.ticketKinds;
  if (!kind) throw new Error('the template made no kind');
  const saved = await manager.client.events.saveTicketKinds({
    eventId: seat.event.eventId,
    revision: seat.event.revision,
    ticketKinds: [
      {
        ...kind,
        prices: [
          { category: 'A', priceMinor: 100 },
          { category: 'Z', priceMinor: 100 },
          { category: null, priceMinor: 50 },
        ],
        refundSteps: kind.refundSteps.toReversed(),
      },
    ],
  });
  expect(saved.problems).toMatchObject([
    { code: 'category_unknown', at: '普通票 · Z' },
    { code: 'stock_missing', at: '普通票' },
    { code: 'ladder_disordered', at: '普通票' },
    { code: 'category_unpriced', at: 'B' },
    { code: 'category_unpriced', at: 'C' },
  ]);
  const foreign = { ...kind, ticketKindId: newId<'ticketKind'>() };
  const again = { eventId: seat.event.eventId, revision: saved.event.revision };
  expect(await codeOf(manager.client.events.saveTicketKinds({ ...again, ticketKinds: [foreign] }))).toBe('events.ticket_kind_unknown');
  const twice = { ...kind, prices: [...kind.prices, ...kind.prices] };
  expect(await codeOf(manager.client.events.saveTicketKinds({ ...again, ticketKinds: [twice] }))).toBe('events.price_twice');
});

test('time slots come by the day and by the hour, are listed by day, paged without a gap, and called off one by one', async () => {
  const { event } = await begin('湿地公园', 'attraction', '2030-06-03');
  const { eventId } = event;
  expect(event.sessionCount).toBe(28);
  const published = await manager.client.events.publishEvent({ eventId, revision: event.revision }, key());
  const days = await anybody.client.events.listEventDays({ fromOn: '2030-06-03', toOn: '2030-06-04' });
  expect(days.items).toEqual([
    { businessOn: '2030-06-03', sessions: 4 },
    { businessOn: '2030-06-04', sessions: 4 },
  ]);
  const first = await manager.client.events.listEventSessions({ eventId, limit: 5 });
  const rest = await manager.client.events.listEventSessions({ eventId, limit: 200, cursor: first.nextCursor ?? '' });
  expect(new Set([...first.items, ...rest.items].map(({ eventSessionId }) => eventSessionId)).size).toBe(28);
  const [one] = first.items;
  if (!one) throw new Error('no session was listed');
  const { eventSessionId } = one;
  expect(await codeOf(manager.client.events.removeEventSession({ eventSessionId }))).toBe('events.not_now');
  expect((await manager.client.events.pauseSessionSale({ eventSessionId }, key())).state).toBe('paused');
  const offer = await anybody.client.events.getSessionOffer({ eventSessionId });
  expect(offer.kinds.map(({ refusal }) => refusal)).toEqual(['paused', 'paused', 'paused']);
  expect((await manager.client.events.startSessionSale({ eventSessionId }, key())).state).toBe('on_sale');
  await manager.client.events.cancelEventSession({ eventSessionId, reason: '暴雨' }, key());
  const added = { ...one, startsAt: '2030-07-01T01:00:00Z', endsAt: '2030-07-01T02:00:00Z', doorsAt: null };
  const late = { untilOn: '2031-12-31', weekdays: [1], perDay: 1, everyMinutes: 60 };
  expect(await codeOf(manager.client.events.addEventSessions({ ...added, eventId, repeat: late }, key()))).toBe('events.time_wrong');
  const weekly = { ...late, untilOn: '2030-07-15' };
  expect(await manager.client.events.addEventSessions({ ...added, eventId, repeat: weekly }, key())).toEqual({ count: 3 });
  expect((await sessionsOf(eventId)).at(-1)).toMatchObject({ state: 'planned', startsAt: '2030-07-15T01:00:00.000Z' });
  const [open] = rest.items;
  const [quota] = published.quotas;
  if (!open || !quota) throw new Error('neither session nor quota');
  expect((await stockOf(open.eventSessionId)).counters).toEqual([200]);
  await manager.client.events.saveQuotas({ eventId, revision: published.event.revision, quotas: [{ ...quota, size: 150 }] });
  const school = { kind: 'partner' as const, name: '学校', channel: null, seats: [], quotaId: quota.quotaId, count: 30 };
  await manager.client.events.saveAllocations({ eventSessionId: open.eventSessionId, revision: open.revision, allocations: [school] });
  expect((await stockOf(open.eventSessionId)).counters).toEqual([30, 120]);
  const [kept] = (await manager.client.events.getAllocations({ eventSessionId: open.eventSessionId })).allocations;
  if (!kept) throw new Error('nothing was kept');
  await holdOf(open.eventSessionId, kept.allocationId, 12);
  const allocate = (...allocations: (typeof school & { allocationId?: Id<'allocation'> })[]) =>
    codeOf(manager.client.events.saveAllocations({ eventSessionId: open.eventSessionId, revision: open.revision + 1, allocations }));
  expect(await allocate({ ...kept, ...school, count: 151 })).toBe('events.allocated_beyond_quota');
  expect(await allocate({ ...kept, ...school, count: 11 })).toBe('events.allocation_sold');
  expect(await allocate()).toBe('events.allocation_sold');
  expect(await allocate({ ...kept, ...school, count: 12 })).toBe('no refusal');
  expect((await stockOf(open.eventSessionId)).counters).toEqual([0, 138]);
  const fresh = { eventId, revision: published.event.revision + 1, quotas: [{ name: quota.name, size: 150, covers: quota.covers }] };
  expect(await codeOf(manager.client.events.saveQuotas(fresh))).toBe('events.quota_kept');
});

test('what has taken place stays as it was when an event is called off, and a window for members is not for others', async () => {
  const { event, ticketKinds } = await begin('森林');
  const { eventId } = event;
  const [next] = await sessionsOf(eventId);
  if (!next) throw new Error('no session was made');
  const inMinutes = (minutes: number) => new Date(world.clock().getTime() + minutes * 60_000).toISOString();
  const soon = { name: '', startsAt: inMinutes(1), endsAt: inMinutes(2), doorsAt: null, seatPlanId: next.seatPlanId, stops: [] };
  await manager.client.events.addEventSessions({ ...soon, eventId, repeat: null }, key());
  const always = { startsAt: null, endsAt: null, channels: ['app' as const], ticketKindIds: [], levelIds: [], reductionBps: 1_000 };
  const windows = [{ ...always, kind: 'member' as const, name: '会员' }];
  await manager.client.events.saveSaleRules({ eventId, revision: event.revision, windows, questions: [] });
  await manager.client.events.publishEvent({ eventId, revision: event.revision + 1 }, key());
  const refusals = async (of: typeof anybody) =>
    (await of.client.events.getSessionOffer({ eventSessionId: next.eventSessionId })).kinds.map(({ refusal }) => refusal);
  expect(await refusals(anybody)).toEqual(ticketKinds.map(() => 'not_for_you'));
  world.pass(180);
  const [over] = await sessionsOf(eventId);
  if (!over) throw new Error('the session is gone');
  const cancel = () => manager.client.events.cancelEventSession({ eventSessionId: over.eventSessionId, reason: '雨' }, key());
  expect(await codeOf(cancel())).toBe('events.not_now');
  await manager.client.events.cancelEvent({ eventId, reason: '雨' }, key());
  expect((await sessionsOf(eventId)).map(({ state }) => state)).toEqual(['on_sale', 'canceled']);
});

test('anybody searches by kind, day, price and words, the soonest first; what was called off or is not published is not there', async () => {
  expect(await titles()).toEqual(['天鹅湖', '湿地公园']);
  expect(await titles({ kind: 'attraction' })).toEqual(['湿地公园']);
  expect(await titles({ q: '天鹅' })).toEqual(['天鹅湖']);
  expect(await titles({ fromOn: '2030-05-02' })).toEqual(['湿地公园']);
  expect(await titles({ priceMaxMinor: 5_000 })).toEqual(['湿地公园']);
  const first = await anybody.client.events.listPublicEvents({ limit: 1 });
  expect((await anybody.client.events.listPublicEvents({ limit: 1, cursor: first.nextCursor ?? '' })).items[0]?.title).toBe('湿地公园');
  const [swan] = first.items;
  if (!swan) throw new Error('nothing was listed');
  await manager.client.events.cancelEvent({ eventId: swan.eventId, reason: '演员生病' }, key());
  expect(await titles()).toEqual(['湿地公园']);
  expect(await anybody.client.events.getPublicEvent({ eventId: swan.eventId })).toMatchObject({ state: 'canceled', cancelReason: '演员生病' });
});

test('a seat is kept for one alone and stands in the plan; a new price is asked from the next buyer on', async () => {
  const { event, ticketKinds } = await begin('胡桃夹子');
  const { eventId } = event;
  const [session] = await sessionsOf(eventId);
  const [kind] = ticketKinds;
  if (!session || !kind) throw new Error('the template made neither session nor kind');
  const { eventSessionId } = session;
  const kept = (seats: number[]) => ({ kind: 'killed' as const, name: '调音台', channel: null, seats, quotaId: null, count: 0 });
  const save = (...allocations: ReturnType<typeof kept>[]) => manager.client.events.saveAllocations({ eventSessionId, revision: 1, allocations });
  expect(await codeOf(save(kept([1, 2]), kept([2])))).toBe('events.seat_twice');
  expect(await codeOf(save(kept([500])))).toBe('events.seat_unknown');
  expect((await save(kept([4, 3]))).allocations[0]?.seats).toEqual([3, 4]);
  await manager.client.events.publishEvent({ eventId, revision: event.revision }, key());
  expect((await stockOf(eventSessionId)).states.slice(2, 6)).toEqual([0, 3, 3, 0]);
  const priceNow = async () => (await anybody.client.events.getSessionOffer({ eventSessionId })).kinds[0]?.prices[0]?.priceMinor;
  expect(await priceNow()).toBe(28_000);
  const cheaper = [{ ...kind, prices: kind.prices.map((price) => ({ ...price, priceMinor: 100 })) }];
  await manager.client.events.saveTicketKinds({ eventId, revision: event.revision + 1, ticketKinds: cheaper });
  expect(await priceNow()).toBe(100);
  const retired = await manager.client.events.saveTicketKinds({ eventId, revision: event.revision + 2, ticketKinds: [] });
  expect(retired.ticketKinds).toMatchObject([{ name: '普通票', isRetired: true }]);
});

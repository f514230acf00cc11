import { z } from 'zod';
import {
  CHANGE_POLICIES,
  EVENT_KINDS,
  EVENT_STATES,
  question,
  refundStep,
  SALES_CHANNELS,
  SESSION_STATES,
  TICKET_AUDIENCES,
  TICKET_PRICE_MINOR_MAX,
  WINDOW_KINDS,
} from './event-shapes.ts';
import { routes } from './route.ts';
import { balanceMinor, businessDay, file, id, instant, page, paging, searchText } from './schemas.ts';
import { oneLine } from './texts.ts';

export const EVENT_DAYS_MAX = 120;
const eventId = z.object({ eventId: id<'event'>() });

const listed = {
  eventId: id<'event'>(),
  merchantName: z.string(),
  kind: z.enum(EVENT_KINDS),
  title: z.string(),
  venueName: z.string(),
  place: z.string(),
  region: z.string(),
  hasPicture: z.boolean(),
  state: z.enum(EVENT_STATES),
  priceFromMinor: balanceMinor.nullable(),
  priceToMinor: balanceMinor.nullable(),
};
const listedEvent = z.object({ ...listed, nextStartsAt: instant, sessionCount: z.int() });
export type ListedEvent = z.input<typeof listedEvent>;

const shownSession = z.object({
  eventSessionId: id<'eventSession'>(),
  name: z.string(),
  startsAt: instant,
  endsAt: instant,
  doorsAt: instant.nullable(),
  hasSeats: z.boolean(),
  stops: z.array(z.object({ name: z.string(), arrivesAt: instant.nullable(), departsAt: instant.nullable() })),
  state: z.enum(SESSION_STATES),
});
const shownKind = z.object({
  ticketKindId: id<'ticketKind'>(),
  name: z.string(),
  description: z.string(),
  prices: z.array(z.object({ category: z.string().nullable(), priceMinor: z.int() })),
  variations: z.array(z.object({ code: z.string(), name: z.string(), differenceMinor: z.int() })),
  admits: z.int(),
  maxPerBuyer: z.int().nullable(),
  groupMinimum: z.int(),
  isRealName: z.boolean(),
  audience: z.enum(TICKET_AUDIENCES),
  refundSteps: z.array(refundStep),
  changePolicy: z.enum(CHANGE_POLICIES),
  changeFeeMinor: z.int(),
  changeEndsMinutesBefore: z.int(),
  isAddOn: z.boolean(),
});
const shownEvent = z.object({
  ...listed,
  description: z.string(),
  visitorNotes: z.string(),
  address: z.string(),
  cancelReason: z.string(),
  /** Those that are not over, the soonest first. */
  sessions: z.array(shownSession),
  ticketKinds: z.array(shownKind),
});
export type ShownEvent = z.input<typeof shownEvent>;

/** Why a kind is not for this buyer now. */
export const OFFER_REFUSALS = ['not_yet', 'over', 'not_here', 'not_for_you', 'paused'] as const;
export type OfferRefusal = (typeof OFFER_REFUSALS)[number];
const offeredKind = z.object({
  ticketKindId: id<'ticketKind'>(),
  name: z.string(),
  /** At the price of now and of this buyer. */
  prices: z.array(z.object({ category: z.string().nullable(), variation: z.string().nullable(), priceMinor: z.int(), normalMinor: z.int() })),
  atMost: z.int().nullable(),
  atLeast: z.int(),
  isAddOn: z.boolean(),
  window: z.enum(WINDOW_KINDS).nullable(),
  refusal: z.enum(OFFER_REFUSALS).nullable(),
  /** From when, where it is not yet; until when, where it is. */
  changesAt: instant.nullable(),
});
const sessionOffer = z.object({ eventSessionId: id<'eventSession'>(), kinds: z.array(offeredKind), questions: z.array(question) });
export type SessionOffer = z.input<typeof sessionOffer>;

const which = {
  kind: z.enum(EVENT_KINDS).optional(),
  region: oneLine(40).optional(),
  /** Days of sessions. */
  fromOn: businessDay.optional(),
  toOn: businessDay.optional(),
};

/** What anybody may look through, signed in or not. */
export const publicEvents = routes({
  listPublicEvents: {
    method: 'GET',
    path: '/public/events',
    summary: 'Events with a session ahead, the soonest first',
    permission: 'public',
    ratePerMinute: 240,
    query: z.object({
      ...paging,
      ...which,
      q: searchText.optional(),
      priceMaxMinor: z.coerce.number().int().min(0).max(TICKET_PRICE_MINOR_MAX).optional(),
    }),
    response: page(listedEvent),
    errors: [],
  },
  listEventDays: {
    method: 'GET',
    path: '/public/event-days',
    summary: 'The days that have sessions, for a calendar',
    permission: 'public',
    ratePerMinute: 240,
    query: z.object(which),
    response: z.object({ items: z.array(z.object({ businessOn: businessDay, sessions: z.int() })) }),
    errors: [],
  },
  listEventRegions: {
    method: 'GET',
    path: '/public/event-regions',
    summary: 'The regions in which something is on',
    permission: 'public',
    ratePerMinute: 240,
    response: z.object({ items: z.array(z.string()) }),
    errors: [],
  },
  getPublicEvent: {
    method: 'GET',
    path: '/public/events/:eventId',
    summary: 'One event with its sessions, prices and the rules of refunds and changes; its organizer sees it before it is published',
    permission: 'public',
    ratePerMinute: 240,
    params: eventId,
    response: shownEvent,
    errors: ['events.unknown'],
  },
  getEventPicture: {
    method: 'GET',
    path: '/public/events/:eventId/picture',
    summary: 'The picture of an event',
    permission: 'public',
    params: eventId,
    download: ['image/jpeg', 'image/png', 'image/webp'],
    response: file,
    errors: ['events.picture_unknown'],
  },
  getSessionOffer: {
    method: 'GET',
    path: '/public/event-sessions/:eventSessionId/offer',
    summary: 'What whoever asks may buy of a session now, and at what price',
    permission: 'public',
    ratePerMinute: 240,
    params: z.object({ eventSessionId: id<'eventSession'>() }),
    query: z.object({ channel: z.enum(SALES_CHANNELS).default('app') }),
    response: sessionOffer,
    errors: ['events.session_unknown'],
  },
});

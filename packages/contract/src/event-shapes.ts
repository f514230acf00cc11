import { z } from 'zod';
import { balanceMinor, businessDay, id, instant } from './schemas.ts';
import { oneLine, paragraphs } from './texts.ts';

export const EVENT_KINDS = ['show', 'cinema', 'match', 'attraction', 'course', 'rail'] as const;
export type TicketedEventKind = (typeof EVENT_KINDS)[number];
export const EVENT_STATES = ['draft', 'published', 'ended', 'canceled'] as const;
export type EventState = (typeof EVENT_STATES)[number];
export const SESSION_STATES = ['planned', 'on_sale', 'paused', 'canceled'] as const;
export type EventSessionState = (typeof SESSION_STATES)[number];
export const SALES_CHANNELS = ['app', 'web', 'window', 'kiosk', 'partner'] as const;
export type SalesChannel = (typeof SALES_CHANNELS)[number];
export const WINDOW_KINDS = ['general', 'presale', 'member', 'group', 'vip'] as const;
export type SaleWindowKind = (typeof WINDOW_KINDS)[number];
export const TICKET_AUDIENCES = ['everybody', 'members', 'levels'] as const;
export type TicketAudience = (typeof TICKET_AUDIENCES)[number];
export const CHANGE_POLICIES = ['none', 'any', 'up_only', 'equal_only'] as const;
export type ChangePolicy = (typeof CHANGE_POLICIES)[number];
export const EVENT_QUESTION_KINDS = ['text', 'number', 'choice', 'yes_no'] as const;
export type EventQuestionKind = (typeof EVENT_QUESTION_KINDS)[number];
export const ALLOCATION_KINDS = ['channel', 'partner', 'house', 'killed'] as const;
export type AllocationKind = (typeof ALLOCATION_KINDS)[number];
/** What keeps an event from being published. */
export const EVENT_PROBLEMS = [
  'place_missing',
  'no_session',
  'session_past',
  'stops_missing',
  'plan_unpublished',
  'no_ticket_kind',
  'price_missing',
  'category_unknown',
  'category_unpriced',
  'stock_missing',
  'part_retired',
  'no_window',
  'window_over',
  'kind_without_window',
  'ladder_disordered',
] as const;
export type EventProblem = (typeof EVENT_PROBLEMS)[number];

export const TICKET_KINDS_MAX = 60;
export const PRICES_MAX = 60;
export const QUOTAS_MAX = 60;
export const WINDOWS_MAX = 40;
export const EVENT_QUESTIONS_MAX = 30;
export const EVENT_SESSIONS_MAX = 500;
export const STOPS_MAX = 61;
export const ALLOCATIONS_MAX = 60;
export const EVENT_TITLE_MAX = 120;
export const EVENT_TEXT_MAX = 4_000;
export const TICKET_PRICE_MINOR_MAX = 10_000_000;
export const QUOTA_SIZE_MAX = 1_000_000;
const CATEGORY_MAX = 190;
const BPS_MAX = 10_000;
const MINUTES_MAX = 527_040;
const LEVELS_MAX = 40;
const SEATS_MAX = 40_000;
const REVISION_MAX = 2_147_483_647;

export const revision = z.int().min(1).max(REVISION_MAX);
/** Free is a price too. */
export const ticketPrice = z.int().min(0).max(TICKET_PRICE_MINOR_MAX);
const minutes = z.int().min(0).max(MINUTES_MAX);
const bps = z.int().min(0).max(BPS_MAX);
/** Names a part of an event within it: answers and positions refer to it, so it stays while the words change. */
export const partCode = z.string().regex(/^[a-z0-9][a-z0-9-]{0,19}$/);
const label = oneLine(80).min(1);
const levelIds = z.array(id<'pointsLevel'>()).max(LEVELS_MAX);
const ofKinds = z.array(id<'ticketKind'>()).max(TICKET_KINDS_MAX);

export const eventFields = {
  kind: z.enum(EVENT_KINDS),
  title: oneLine(EVENT_TITLE_MAX).min(1),
  description: paragraphs(EVENT_TEXT_MAX),
  /** What a visitor should know before coming: printed on the ticket. */
  visitorNotes: paragraphs(EVENT_TEXT_MAX),
  venueId: id<'venue'>().nullable(),
  /** Where it is, for an event without a venue. */
  place: oneLine(200),
  region: oneLine(40),
  /** Tickets are sold until so long before a session begins; negative into the session. */
  salesEndMinutesBefore: z.int().min(-MINUTES_MAX).max(MINUTES_MAX),
};

/** Of a plan’s category, or of none. */
const price = z.object({ category: oneLine(CATEGORY_MAX).min(1).nullable(), priceMinor: ticketPrice });
const variation = z.object({ code: partCode, name: label, differenceMinor: z.int().min(-TICKET_PRICE_MINOR_MAX).max(TICKET_PRICE_MINOR_MAX) });
/** Up to so long before the start a refund costs so much of each ticket’s price; after the last step there is none. */
export const refundStep = z.object({ minutesBefore: minutes, feeBps: bps, feeMinor: ticketPrice });
export type RefundStep = z.input<typeof refundStep>;
const part = z.object({ ticketKindId: id<'ticketKind'>(), count: z.int().min(1).max(20) });

export const ticketKindFields = {
  name: label,
  description: paragraphs(1_000),
  prices: z.array(price).max(PRICES_MAX),
  variations: z.array(variation).max(20),
  taxRateBps: bps,
  /** How many people one ticket lets in. */
  admits: z.int().min(1).max(100),
  maxPerBuyer: z.int().min(1).max(1_000).nullable(),
  /** Fewer are not sold at once: a group’s ticket. */
  groupMinimum: z.int().min(1).max(1_000),
  isRealName: z.boolean(),
  audience: z.enum(TICKET_AUDIENCES),
  /** One of these is needed where the audience is `levels`. */
  levelIds,
  refundSteps: z.array(refundStep).max(12),
  changePolicy: z.enum(CHANGE_POLICIES),
  changeFeeMinor: ticketPrice,
  changeEndsMinutesBefore: minutes,
  /** What a bundle is made of; empty for a ticket of its own. */
  parts: z.array(part).max(10),
  /** Sold only together with one of these; empty for one that is sold by itself. */
  addOnTo: ofKinds,
  /** A kind that is retired is sold no more; what was sold stays. */
  isRetired: z.boolean(),
};
/** Without an id it is added. */
export const ticketKindToSave = z.object({ ticketKindId: id<'ticketKind'>().optional(), ...ticketKindFields });
export const ticketKind = z.object({ ticketKindId: id<'ticketKind'>(), number: z.int(), ...ticketKindFields });
export type TicketKind = z.input<typeof ticketKind>;

const quotaFields = {
  name: label,
  /** Of each session. */
  size: z.int().min(0).max(QUOTA_SIZE_MAX),
  /** The kinds that take from it; with a variation’s code that one alone. */
  covers: z.array(z.object({ ticketKindId: id<'ticketKind'>(), variation: partCode.nullable() })).max(TICKET_KINDS_MAX),
};
export const quotaToSave = z.object({ quotaId: id<'quota'>().optional(), ...quotaFields });
export const quota = z.object({ quotaId: id<'quota'>(), ...quotaFields });
export type Quota = z.input<typeof quota>;

export const saleWindow = z.object({
  kind: z.enum(WINDOW_KINDS),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  channels: z.array(z.enum(SALES_CHANNELS)).min(1).max(SALES_CHANNELS.length),
  /** None: all kinds. */
  ticketKindIds: ofKinds,
  /** None: everybody. */
  levelIds,
  /** Taken off the price while the window is open. */
  reductionBps: bps,
});
export type SaleWindow = z.input<typeof saleWindow>;

export const question = z.object({
  code: partCode,
  text: oneLine(200).min(1),
  kind: z.enum(EVENT_QUESTION_KINDS),
  options: z.array(oneLine(80).min(1)).max(40),
  isRequired: z.boolean(),
  /** Of each ticket, or once an order. */
  perTicket: z.boolean(),
  ticketKindIds: ofKinds,
});
export type EventQuestion = z.input<typeof question>;

/** A place where a train stops: a leg lies between two. */
const stop = z.object({ name: oneLine(60).min(1), arrivesAt: instant.nullable(), departsAt: instant.nullable() });
export const sessionFields = {
  /** A train’s number, a class; empty where the time says enough. */
  name: oneLine(80),
  startsAt: instant,
  endsAt: instant,
  doorsAt: instant.nullable(),
  seatPlanId: id<'seatPlan'>().nullable(),
  stops: z.array(stop).max(STOPS_MAX),
};
export const repeat = z.object({
  untilOn: businessDay,
  /** 1 is Monday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** So many on one day, one after so many minutes. */
  perDay: z.int().min(1).max(96),
  everyMinutes: z.int().min(5).max(1_440),
});
export const eventSession = z.object({
  eventSessionId: id<'eventSession'>(),
  eventId: id<'event'>(),
  number: z.int(),
  ...sessionFields,
  planWords: z.string(),
  state: z.enum(SESSION_STATES),
  cancelReason: z.string(),
  revision,
});
export type EventSession = z.input<typeof eventSession>;

const allocationFields = {
  kind: z.enum(ALLOCATION_KINDS),
  name: label,
  channel: z.enum(SALES_CHANNELS).nullable(),
  /** Places in the plan’s file order. */
  seats: z.array(z.int().min(0).max(SEATS_MAX)).max(SEATS_MAX),
  /** Or so many of a quota. */
  quotaId: id<'quota'>().nullable(),
  count: z.int().min(0).max(QUOTA_SIZE_MAX),
};
export const allocationToSave = z.object({ allocationId: id<'allocation'>().optional(), ...allocationFields });
export const allocation = z.object({ allocationId: id<'allocation'>(), ...allocationFields });
export type Allocation = z.input<typeof allocation>;

export const eventHead = z.object({
  eventId: id<'event'>(),
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  ...eventFields,
  venueName: z.string().nullable(),
  hasPicture: z.boolean(),
  state: z.enum(EVENT_STATES),
  cancelReason: z.string(),
  /** Counts what was saved, so that nobody overwrites what they have not seen. */
  revision,
  createdAt: instant,
  changedAt: instant,
  publishedAt: instant.nullable(),
  firstStartsAt: instant.nullable(),
  lastEndsAt: instant.nullable(),
  sessionCount: z.int(),
  priceFromMinor: balanceMinor.nullable(),
});
export type EventHead = z.input<typeof eventHead>;

export const eventProblem = z.object({
  code: z.enum(EVENT_PROBLEMS),
  /** What it is about, by its name: a kind, a category, a window’s place. */
  at: z.string(),
  startsAt: instant.nullable(),
});
export const wholeEvent = z.object({
  event: eventHead,
  ticketKinds: z.array(ticketKind),
  quotas: z.array(quota),
  windows: z.array(saleWindow),
  questions: z.array(question),
  problems: z.array(eventProblem),
});
export type WholeEvent = z.input<typeof wholeEvent>;

import { z } from 'zod';
import { LANGUAGES } from './imports.ts';
import { routes } from './route.ts';
import { file, id, instant, page, paging, searchText, shortText } from './schemas.ts';

export const ticketsErrors = {
  'tickets.unknown': 404,
  'tickets.not_now': 409,
  'tickets.paper_forbidden': 409,
  'tickets.organizer_unknown': 404,
} as const;

/** A ticket that was let in is `redeemed`; the scan may be annulled within minutes. */
export const TICKET_STATES = ['issued', 'redeemed', 'voided'] as const;
export type TicketState = (typeof TICKET_STATES)[number];
/** What happened to a ticket, for whoever asks later who did what with it. */
export const TICKET_ACTS = ['issued', 'reissued', 'transferred', 'voided', 'redeemed', 'unredeemed', 'printed', 'downloaded'] as const;
export type TicketAct = (typeof TICKET_ACTS)[number];
export const TICKET_FILES = ['pdf', 'ics'] as const;

const ticket = z.object({
  id: id<'ticket'>(),
  /** Unique in the installation, for people to read out. */
  number: z.int(),
  /** Counts how often it was issued anew; codes of earlier ones let nobody in. */
  generation: z.int(),
  state: z.enum(TICKET_STATES),
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  eventSessionId: id<'eventSession'>(),
  title: z.string(),
  place: z.string(),
  startsAt: instant,
  endsAt: instant,
  /** What to know before coming. */
  notes: z.string(),
  kindName: z.string(),
  /** Empty without a seat. */
  seatWords: z.string(),
  /** As it is printed; empty where it names nobody. */
  holderName: z.string(),
  validFrom: instant,
  validUntil: instant,
  isPaperAllowed: z.boolean(),
  issuedAt: instant,
  redeemedAt: instant.nullable(),
  redeemedWhere: z.string(),
  voidedAt: instant.nullable(),
  voidReason: z.string(),
});
export type Ticket = z.input<typeof ticket>;

/** From which a phone makes its codes by itself, without a network: see `packages/rules/src/tickets`. */
const ownCode = z.object({
  /** The signed bytes, in base64. */
  credential: z.string(),
  /** The ticket's secret, in base64. */
  secret: z.string(),
  /** The server's clock, so that a phone's wrong one turns no right code away. */
  at: instant,
});
export type OwnTicketCode = z.input<typeof ownCode>;

const trace = z.object({ act: z.enum(TICKET_ACTS), at: instant, generation: z.int(), by: z.string(), note: z.string() });
export type TicketTrace = z.input<typeof trace>;
const staffTicket = ticket.extend({ memberName: z.string() });
export type StaffTicket = z.input<typeof staffTicket>;
const wholeTicket = z.object({ ticket: staffTicket, traces: z.array(trace) });

const organizerKey = z.object({
  id: id<'organizerKey'>(),
  number: z.int(),
  /** In base64: who checks tickets elsewhere needs no more. */
  publicKey: z.string(),
  isSigning: z.boolean(),
  createdAt: instant,
  /** Null while it signs. */
  acceptedUntil: instant.nullable(),
});
export type OrganizerKey = z.input<typeof organizerKey>;

const ticketParams = z.object({ ticketId: id<'ticket'>() });
const language = z.enum(LANGUAGES).default('zh-CN');
const act = { method: 'POST', permission: 'tickets.write', idempotent: true } as const;
const reasoned = z.object({ reason: shortText.min(1) });

export const tickets = routes({
  listOwnTickets: {
    method: 'GET',
    path: '/self/tickets',
    summary: 'One’s own tickets: those ahead by when they begin, or those that are over, the latest first',
    permission: 'self.read',
    query: z.object({ which: z.enum(['ahead', 'over']).default('ahead') }),
    response: z.object({ items: z.array(ticket) }),
    errors: [],
  },
  getOwnTicket: {
    method: 'GET',
    path: '/self/tickets/:ticketId',
    summary: 'One’s own ticket, with what the phone makes its codes from while it is good; a guardian sees the ticket without it',
    permission: 'self.read',
    ratePerMinute: 60,
    params: ticketParams,
    response: z.object({ ticket, code: ownCode.nullable() }),
    errors: ['tickets.unknown'],
  },
  getOwnTicketFile: {
    method: 'GET',
    path: '/self/tickets/:ticketId/file',
    summary: 'One’s own ticket to print, or its time for a calendar',
    permission: 'self.pay',
    ratePerMinute: 20,
    params: ticketParams,
    query: z.object({ form: z.enum(TICKET_FILES).default('pdf'), language }),
    download: ['application/pdf', 'text/calendar'],
    response: file,
    errors: ['tickets.unknown', 'tickets.not_now', 'tickets.paper_forbidden'],
  },
  listTickets: {
    method: 'GET',
    path: '/tickets',
    summary: 'Tickets, newest first; a merchant sees those of its own events',
    permission: 'tickets.read',
    query: z.object({
      ...paging,
      /** A number, a name on the ticket, or a title. */
      q: searchText.optional(),
      state: z.enum(TICKET_STATES).optional(),
      eventSessionId: id<'eventSession'>().optional(),
    }),
    response: page(staffTicket),
    errors: [],
  },
  getTicket: {
    method: 'GET',
    path: '/tickets/:ticketId',
    summary: 'One ticket with what happened to it',
    permission: 'tickets.read',
    params: ticketParams,
    response: wholeTicket,
    errors: ['tickets.unknown'],
  },
  voidTicket: {
    ...act,
    path: '/tickets/:ticketId/void',
    summary: 'Void a ticket for good: gates hear it, its holder is told why',
    params: ticketParams,
    body: reasoned,
    response: wholeTicket,
    errors: ['tickets.unknown', 'tickets.not_now'],
  },
  reissueTicket: {
    ...act,
    path: '/tickets/:ticketId/reissue',
    summary: 'Issue a ticket anew, for one that is damaged or was lost: codes of before let nobody in',
    params: ticketParams,
    body: reasoned,
    response: wholeTicket,
    errors: ['tickets.unknown', 'tickets.not_now'],
  },
  printTicket: {
    method: 'GET',
    path: '/tickets/:ticketId/paper',
    summary: 'A ticket on paper; who printed it is written down',
    permission: 'tickets.write',
    ratePerMinute: 120,
    params: ticketParams,
    query: z.object({ language }),
    download: ['application/pdf'],
    response: file,
    errors: ['tickets.unknown', 'tickets.not_now', 'tickets.paper_forbidden'],
  },
  listOrganizerKeys: {
    method: 'GET',
    path: '/organizer-keys',
    summary: 'What an organizer’s tickets were and are signed with, the newest first; the private halves stay sealed',
    permission: 'tickets.keys',
    query: z.object({ merchantId: id<'organization'>() }),
    response: z.object({ items: z.array(organizerKey) }),
    errors: ['tickets.organizer_unknown'],
  },
  rotateOrganizerKey: {
    method: 'POST',
    path: '/organizer-keys',
    permission: 'tickets.keys',
    idempotent: true,
    summary: 'Sign with a new key from now on; the one before is accepted until the last ticket that it may have signed is over',
    body: z.object({ merchantId: id<'organization'>() }),
    response: z.object({ items: z.array(organizerKey) }),
    errors: ['tickets.organizer_unknown'],
  },
});

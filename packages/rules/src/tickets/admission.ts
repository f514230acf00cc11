/** What is known of a ticket when it is shown at a gate. Offline these are the credential and the revocations. */
export type TicketFacts = {
  standing: 'good' | 'unpaid' | 'canceled' | 'revoked' | 'blocked';
  sessionNumber: number;
  kindNumber: number;
  /** The kinds that were bought with it and are redeemed at lists of their own. */
  addOnKinds: readonly number[];
  zones: number;
  /** Milliseconds; from the first to just before the second. */
  validFromMs: number;
  validUntilMs: number;
};

/** `once`: one entry. `after_exit`: in again after a scanned exit. `often`: in again without one. */
export type ReEntry = 'once' | 'after_exit' | 'often';

/** What a check-in list lets in. */
export type AdmissionList = {
  sessionNumber: number;
  /** Kinds of tickets, or of add-ons where `counts` says so; none named: all tickets of the session. */
  kinds: readonly number[];
  counts: 'tickets' | 'add_ons';
  opensAtMs: number;
  closesAtMs: number;
  reEntry: ReEntry;
  /** Of `after_exit` and `often`: entries of one ticket; 0 is any number. */
  entriesMax: number;
  entriesPerDayMax: number;
};

export type Direction = 'entry' | 'exit';
/** An accepted scan of this ticket at this list that was not annulled. */
export type PastScan = { direction: Direction; atMs: number };
export type Attempt = { direction: Direction; atMs: number /** Zones behind this gate; 0 is everywhere. */; gateZones: number };

export const ADMISSION_REASONS = [
  'invalid',
  'unpaid',
  'canceled',
  'revoked',
  'already_used',
  'wrong_list',
  'wrong_zone',
  'too_early',
  'too_late',
  'blocked',
  'error',
] as const;
export type AdmissionReason = (typeof ADMISSION_REASONS)[number];
export type Admission = { accepted: Direction } | { rejected: AdmissionReason };

/** What counts of earlier scans: whether there is room for one more. */
export type Use = {
  list: Pick<AdmissionList, 'reEntry' | 'entriesMax' | 'entriesPerDayMax'>;
  /** The earliest first. */
  history: readonly PastScan[];
  attempt: PastScan;
  /** The local day of an instant, as any text that differs from day to day. */
  dayOf: (atMs: number) => string;
};
export type AdmissionCase = Use & { ticket: TicketFacts; list: AdmissionList; attempt: Attempt };

/**
 * The one rule of admission, the same at the server, at a gate without a network and in the merge of what gates did meanwhile. An exit needs
 * somebody inside and nothing more: whoever is in may leave, also late and with a ticket that was taken back.
 */
export function decideAdmission(one: AdmissionCase): Admission {
  const { ticket, list, attempt } = one;
  if (!isOnList(ticket, list)) return { rejected: 'wrong_list' };
  if (attempt.direction === 'exit') return isRoomFor(one) ? { accepted: 'exit' } : { rejected: 'already_used' };
  if (ticket.standing !== 'good') return { rejected: ticket.standing };
  if (!opensFor(ticket.zones, attempt.gateZones)) return { rejected: 'wrong_zone' };
  if (attempt.atMs < Math.max(list.opensAtMs, ticket.validFromMs)) return { rejected: 'too_early' };
  if (attempt.atMs >= Math.min(list.closesAtMs, ticket.validUntilMs)) return { rejected: 'too_late' };
  return isRoomFor(one) ? { accepted: 'entry' } : { rejected: 'already_used' };
}

/** Whether the earlier scans leave room for this entry, or somebody inside for this exit. */
export function isRoomFor({ list, history, attempt, dayOf }: Use): boolean {
  const isInside = history.at(-1)?.direction === 'entry';
  if (attempt.direction === 'exit') return isInside;
  const entries = history.filter(({ direction }) => direction === 'entry');
  if (list.reEntry === 'once') return entries.length === 0;
  if (list.reEntry === 'after_exit' && isInside) return false;
  const today = dayOf(attempt.atMs);
  const entriesToday = entries.filter(({ atMs }) => dayOf(atMs) === today).length;
  return isBelow(entries.length, list.entriesMax) && isBelow(entriesToday, list.entriesPerDayMax);
}

function isOnList(ticket: TicketFacts, list: AdmissionList): boolean {
  if (ticket.sessionNumber !== list.sessionNumber) return false;
  const kinds = list.counts === 'add_ons' ? ticket.addOnKinds : [ticket.kindNumber];
  return kinds.some((kind) => list.kinds.length === 0 || list.kinds.includes(kind));
}

function opensFor(ticketZones: number, gateZones: number): boolean {
  return ticketZones === 0 || gateZones === 0 || (ticketZones & gateZones) !== 0;
}

function isBelow(count: number, max: number): boolean {
  return max === 0 || count < max;
}

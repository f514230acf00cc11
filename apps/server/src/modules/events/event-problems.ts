import type { EventProblem } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { planFacts } from '../venues/index.ts';
import type { WholeEventView } from './event.ts';
import { type SessionRow, selectSessions } from './session-queries.ts';

type Told = WholeEventView['problems'][number];
type Offered = Omit<WholeEventView, 'problems'>;
type Kind = Offered['ticketKinds'][number];
/** What the plans of the sessions ask for; `null` where somebody is sold a place without a seat. */
type Seating = { readonly categories: ReadonlySet<string>; readonly hasUnseated: boolean };

/** More than an event may have. */
const SESSIONS_READ_MAX = 1_000;

/** What keeps an event from being published, each with what it is about. */
export async function findProblems(ctx: Ctx, offered: Offered): Promise<Told[]> {
  const sessions = (await selectSessions(ctx, { eventId: offered.event.eventId, limit: SESSIONS_READ_MAX })).filter(
    ({ state }) => state !== 'canceled',
  );
  const { seating, problems } = await readSeating(ctx, sessions);
  const { event } = offered;
  return [
    ...(event.venueId || event.place !== '' ? [] : [tell('place_missing')]),
    ...sessionProblems(offered, sessions, ctx.now),
    ...problems,
    ...kindProblems(offered, seating),
    ...windowProblems(offered),
  ];
}

const tell = (code: EventProblem, at = '', startsAt: Date | null = null): Told => ({ code, at, startsAt });

async function readSeating(ctx: Ctx, sessions: readonly SessionRow[]): Promise<{ seating: Seating; problems: Told[] }> {
  const categories = new Set<string>();
  const problems: Told[] = [];
  for (const planId of new Set(sessions.flatMap(({ seat_plan_id }) => seat_plan_id ?? []))) {
    const facts = await planFacts(ctx, planId);
    for (const category of facts?.categories ?? []) categories.add(category);
    if (!facts?.isPublished) problems.push(tell('plan_unpublished', facts?.words ?? ''));
  }
  return { seating: { categories, hasUnseated: sessions.some(({ seat_plan_id }) => seat_plan_id === null) }, problems };
}

function sessionProblems({ event }: Offered, sessions: readonly SessionRow[], now: Date): Told[] {
  if (sessions.length === 0) return [tell('no_session')];
  const past = sessions.filter(({ state, starts_at }) => state === 'planned' && starts_at <= now);
  const bare = event.kind === 'rail' ? sessions.filter(({ stops }) => stops.length < 2) : [];
  return [
    ...past.map(({ name, starts_at }) => tell('session_past', name, starts_at)),
    ...bare.map(({ name, starts_at }) => tell('stops_missing', name, starts_at)),
  ];
}

function kindProblems({ ticketKinds, quotas, windows }: Offered, seating: Seating): Told[] {
  const offered = ticketKinds.filter(({ isRetired }) => !isRetired);
  if (offered.length === 0) return [tell('no_ticket_kind')];
  const ids = new Set(offered.map(({ ticketKindId }) => ticketKindId));
  const covered = new Set(quotas.flatMap(({ covers }) => covers.map(({ ticketKindId }) => ticketKindId)));
  const priced = new Set(offered.flatMap(({ prices }) => prices.map(({ category }) => category)));
  const isSold = (kind: Kind) => windows.some((window) => window.ticketKindIds.length === 0 || window.ticketKindIds.includes(kind.ticketKindId));
  const ofKind = (kind: Kind): Told[] => [
    ...(kind.prices.length === 0 ? [tell('price_missing', kind.name)] : []),
    ...kind.prices
      .filter(({ category }) => category !== null && !seating.categories.has(category))
      .map(({ category }) => tell('category_unknown', `${kind.name} · ${category}`)),
    // A seat of a plan is stock of its own; whatever is sold without one is counted.
    ...(kind.prices.some(({ category }) => category === null) && kind.parts.length === 0 && !covered.has(kind.ticketKindId)
      ? [tell('stock_missing', kind.name)]
      : []),
    ...(kind.parts.every(({ ticketKindId }) => ids.has(ticketKindId)) ? [] : [tell('part_retired', kind.name)]),
    ...(windows.length === 0 || isSold(kind) ? [] : [tell('kind_without_window', kind.name)]),
    ...(isOrdered(kind) ? [] : [tell('ladder_disordered', kind.name)]),
  ];
  const unpriced = [...seating.categories].filter((category) => !priced.has(category)).map((category) => tell('category_unpriced', category));
  return [...offered.flatMap(ofKind), ...unpriced];
}

/** The nearer to the start, the dearer a refund. */
function isOrdered({ refundSteps }: Kind): boolean {
  return refundSteps.every((step, at) => {
    const before = refundSteps[at - 1];
    return !before || (step.minutesBefore < before.minutesBefore && step.feeBps >= before.feeBps && step.feeMinor >= before.feeMinor);
  });
}

function windowProblems({ windows }: Offered): Told[] {
  if (windows.length === 0) return [tell('no_window')];
  return windows.flatMap(({ startsAt, endsAt }, at) => (startsAt && endsAt && endsAt <= startsAt ? [tell('window_over', String(at + 1))] : []));
}

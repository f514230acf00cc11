import { AppError, type events, type InputOf, type OutputOf, type SalesChannel } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Offer, type OfferBuyer, type OfferKind, offerTo } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { levelsReached } from '../loyalty/index.ts';
import { mayLookAt } from '../organizations/index.ts';
import { type PlanFacts, planFacts } from '../venues/index.ts';
import { isOfActive, kindView, quotaView, type WholeEventView } from './event.ts';
import { type EventRow, selectKinds, selectQuotas, selectShown } from './queries.ts';
import { type SessionRow, selectShownSession } from './session-queries.ts';
import { readWindows, type StoredWindow } from './stored.ts';

/** What is for sale of a session, for whoever sells it. Only what a buyer's level, channel and instant make of it is left to `offerTo`. */
export type SessionOffer = {
  readonly eventId: Id<'event'>;
  readonly eventSessionId: Id<'eventSession'>;
  readonly merchantId: Id<'organization'>;
  readonly title: string;
  readonly sessionNumber: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly doorsAt: Date | null;
  readonly venueId: Id<'venue'> | null;
  readonly place: string;
  readonly seatPlanId: Id<'seatPlan'> | null;
  /** 1 where nobody gets on and off on the way. */
  readonly legs: number;
  readonly ticketKinds: WholeEventView['ticketKinds'];
  readonly quotas: WholeEventView['quotas'];
  readonly questions: WholeEventView['questions'];
  /** Where people of a category stand; its counter bears the area’s name. */
  readonly standing: PlanFacts['standing'];
  readonly offer: Offer;
};

/** Kinds, quotas and rules change with the event's revision, and with nothing else. */
type Configured = Pick<SessionOffer, 'ticketKinds' | 'quotas' | 'questions'> & {
  readonly revision: number;
  readonly windows: Offer['windows'];
  readonly kinds: Offer['kinds'];
};
const KEPT_MAX = 500;
const kept = new Map<Id<'event'>, Configured>();

/** As far as the actor may see it: of what is published, everybody. @throws AppError `events.session_unknown` */
export async function readOffer(ctx: Ctx, eventSessionId: Id<'eventSession'>): Promise<SessionOffer> {
  const session = await selectShownSession(ctx, eventSessionId);
  const event = session && (await selectShown(ctx, session.event_id));
  const isOwn = event && ctx.actor.kind === 'staff' && mayLookAt(ctx.actor, event.merchant_id);
  const isSystem = ctx.actor.kind === 'system';
  const mayKnow = isOwn || isSystem || (event && session && isShown(event, session) && (await isOfActive(ctx, event)));
  if (!session || !event || !mayKnow) throw new AppError('events.session_unknown', { eventSessionId });
  const { windows, kinds, revision: _, ...configured } = await configuredOf(ctx, event);
  const planId = session.seat_plan_id;
  const plan = planId ? await asSystem(ctx, (system) => planFacts(system, planId)) : undefined;
  return { ...sessionPart(session, event), ...configured, standing: plan?.standing ?? [], offer: { ...salePart(session, event), windows, kinds } };
}

const isShown = (event: EventRow, session: SessionRow): boolean => event.state !== 'draft' && session.state !== 'planned';

/** What whoever asks may buy now. @throws AppError `events.session_unknown` */
export async function getSessionOffer(
  ctx: Ctx,
  { eventSessionId, channel }: InputOf<typeof events.getSessionOffer>,
): Promise<OutputOf<typeof events.getSessionOffer>> {
  const read = await readOffer(ctx, eventSessionId);
  const buyer = await buyerOf(ctx);
  const byId = new Map<string, WholeEventView['ticketKinds'][number]>(read.ticketKinds.map((kind) => [kind.ticketKindId, kind]));
  const kinds = offerTo(read.offer, buyer, { atMs: ctx.now.getTime(), channel: onlineOnly(channel) }).flatMap(
    ({ id, window, changesAtMs, ...of }) => {
      const kind = byId.get(id);
      if (!kind) return [];
      const { ticketKindId, name, addOnTo } = kind;
      const shown = { ticketKindId, name, isAddOn: addOnTo.length > 0, prices: [...of.prices] };
      const at = changesAtMs === null ? null : new Date(changesAtMs);
      return [{ ...of, ...shown, window: window?.kind ?? null, changesAt: at }];
    },
  );
  return { eventSessionId, kinds, questions: read.questions };
}

/** A window, a kiosk and a partner are asked for by those who stand there: to others they are the app. */
function onlineOnly(channel: SalesChannel): SalesChannel {
  return channel === 'web' ? 'web' : 'app';
}

/** What counts of a buyer before it is known what they have; who sells adds that. */
export async function buyerOf({ actor, ...ctx }: Ctx): Promise<OfferBuyer> {
  if (actor.kind !== 'member') return { isMember: false, levelIds: new Set(), owned: new Map() };
  const levelIds = await asSystem({ actor, ...ctx }, (system) => levelsReached(system, actor.memberId));
  return { isMember: true, levelIds, owned: new Map() };
}

async function configuredOf(ctx: Ctx, event: EventRow): Promise<Configured> {
  const known = kept.get(event.id);
  if (known?.revision === event.revision) return known;
  const ticketKinds = (await selectKinds(ctx, [event.id])).map(kindView);
  const configured = {
    revision: event.revision,
    ticketKinds,
    quotas: (await selectQuotas(ctx, event.id)).map(quotaView),
    questions: event.questions,
    windows: readWindows(event.windows).map(offerWindow),
    kinds: ticketKinds.map(offerKind),
  };
  const oldest = kept.keys().next().value;
  if (kept.size >= KEPT_MAX && oldest) kept.delete(oldest);
  kept.set(event.id, configured);
  return configured;
}

const offerWindow = ({ kind, startsAt, endsAt, channels, ticketKindIds, levelIds, reductionBps }: StoredWindow): Offer['windows'][number] => ({
  kind,
  startsAtMs: startsAt?.getTime() ?? null,
  endsAtMs: endsAt?.getTime() ?? null,
  channels,
  kindIds: ticketKindIds,
  levelIds,
  reductionBps,
});

function offerKind({ ticketKindId, ...kind }: WholeEventView['ticketKinds'][number]): OfferKind {
  const { prices, variations, maxPerBuyer, groupMinimum, audience, levelIds, addOnTo, isRetired } = kind;
  return { id: ticketKindId, prices, variations, maxPerBuyer, groupMinimum, audience, levelIds, addOnTo, isRetired };
}

function sessionPart(session: SessionRow, event: EventRow) {
  return {
    eventId: event.id,
    eventSessionId: session.id,
    merchantId: event.merchant_id,
    title: event.title,
    sessionNumber: session.number,
    startsAt: session.starts_at,
    endsAt: session.ends_at,
    doorsAt: session.doors_at,
    venueId: event.venue_id,
    place: event.place,
    seatPlanId: session.seat_plan_id,
    legs: Math.max(1, session.stops.length - 1),
  };
}

function salePart(session: SessionRow, event: EventRow) {
  return {
    startsAtMs: session.starts_at.getTime(),
    isOnSale: session.state === 'on_sale' && event.state === 'published',
    salesEndMinutesBefore: event.sales_end_minutes,
  };
}

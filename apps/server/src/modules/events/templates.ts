import type { EventTemplate } from '@tessera/contract';
import { dayAfter, type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { newestPlanOf, planFacts } from '../venues/index.ts';
import { repeated, writeSessions } from './add-sessions.ts';
import { putQuotas, updateEventRow } from './queries.ts';
import { pricesOf, writeKinds } from './save-ticket-kinds.ts';
import { instantsOf } from './session-queries.ts';
import type { KindFields } from './stored.ts';
import { SHAPES, type Shape, type ShapeOfKind } from './template-shapes.ts';

type Filling = {
  eventId: Id<'event'>;
  merchantId: Id<'organization'>;
  template: Exclude<EventTemplate, 'blank'>;
  venueId: Id<'venue'> | null;
  startsOn: string | null;
};
const MINUTE_MS = 60_000;
const USUAL_DAYS_AHEAD = 14;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
/** The dearest category stands first in most plans; each next one costs so much of it. */
const CHEAPER_BPS = 7_500;
const WHOLE_BPS = 10_000;
const ROUND_MINOR = 100;

/** Kinds, prices, quotas, a window and sessions as the trade has them, to be changed: nothing of it is on sale before it is published. */
export async function fillFromTemplate(ctx: Ctx, { eventId, merchantId, template, venueId, startsOn }: Filling): Promise<void> {
  const shape: Shape = SHAPES[template];
  const planId = venueId && shape.seated ? await newestPlanOf(ctx, venueId) : undefined;
  const categories = planId ? ((await planFacts(ctx, planId))?.categories ?? []) : [];
  const event = { id: eventId, merchant_id: merchantId };
  const kinds = shape.kinds.map((kind) => fieldsOf(shape, kind, categories));
  const kindIds = await writeKinds(ctx, event, kinds);
  if (categories.length === 0) {
    const covers = JSON.stringify(kindIds.map((ticketKindId) => ({ ticketKindId, variation: null })));
    const quota = { id: newId<'quota'>(ctx.now.getTime()), event_id: eventId, merchant_id: merchantId, place: 0 };
    await putQuotas(ctx, [{ ...quota, name: shape.quota.name, size: shape.quota.size, covers }]);
  }
  const window = { kind: 'general', startsAt: null, endsAt: null, ticketKindIds: [], levelIds: [], reductionBps: 0 };
  const windows = JSON.stringify([{ ...window, channels: ['app', 'web', 'window', 'kiosk'] }]);
  const words = { visitor_notes: shape.visitorNotes, sales_end_minutes: shape.salesEndMinutes, questions: JSON.stringify(shape.questions) };
  await updateEventRow(ctx, eventId, { windows, ...words, ...pricesOf(kinds) });
  await addSessions(ctx, event, { shape, planId: planId ?? null, startsOn });
}

function fieldsOf(shape: Shape, kind: ShapeOfKind, categories: readonly string[]): KindFields {
  const priced = categories.length > 0 ? categories : [null];
  return {
    description: '',
    variations: [],
    taxRateBps: 600,
    admits: 1,
    maxPerBuyer: 6,
    groupMinimum: 1,
    isRealName: false,
    audience: 'everybody',
    levelIds: [],
    refundSteps: [...shape.refundSteps],
    changePolicy: 'any',
    changeFeeMinor: 0,
    changeEndsMinutesBefore: 24 * 60,
    parts: [],
    addOnTo: [],
    isRetired: false,
    ...kind.fields,
    name: kind.name,
    prices: priced.map((category, at) => ({ category, priceMinor: stepDown(kind.priceMinor, at) })),
  };
}

/** To a whole yuan. */
function stepDown(priceMinor: number, steps: number): number {
  return Math.round((priceMinor * (CHEAPER_BPS / WHOLE_BPS) ** steps) / ROUND_MINOR) * ROUND_MINOR;
}

type Placing = { shape: Shape; planId: Id<'seatPlan'> | null; startsOn: string | null };
async function addSessions(
  ctx: Ctx,
  event: { id: Id<'event'>; merchant_id: Id<'organization'> },
  { shape, planId, startsOn }: Placing,
): Promise<void> {
  const firstOn = startsOn ?? dayAfter(await businessDayNow(ctx), USUAL_DAYS_AHEAD);
  const [startsAt] = await instantsOf(ctx, [firstOn], shape.startsAt);
  if (!startsAt) return;
  const after = (minutes: number) => new Date(startsAt.getTime() + minutes * MINUTE_MS);
  const stops = shape.stops.map(({ name, arrives, departs }) => ({
    name,
    arrivesAt: arrives === null ? null : after(arrives),
    departsAt: departs === null ? null : after(departs),
  }));
  const doorsAt = shape.doorsMinutes === 0 ? null : after(-shape.doorsMinutes);
  const session = { name: shape.sessionName, startsAt, endsAt: after(shape.minutes), doorsAt, seatPlanId: planId, stops };
  const repeat = { untilOn: dayAfter(firstOn, shape.days - 1), weekdays: EVERY_DAY, perDay: shape.perDay, everyMinutes: shape.everyMinutes };
  await writeSessions(ctx, event, await repeated(ctx, session, repeat));
}

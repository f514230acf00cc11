import type { Id } from '@tessera/kernel';
import { indexPlan, type SeatPlan } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { changeSale, counterIdOf, endHolds, openSession, readCounters, setCounter } from '../inventory/index.ts';
import { planOf } from '../venues/index.ts';
import { type EventRow, type QuotaRow, selectQuotas } from './queries.ts';
import { type AllocationRow, type SessionRow, selectAllocations, selectOpenSessions } from './session-queries.ts';

type SoldEvent = Pick<EventRow, 'id' | 'sales_end_minutes'>;
const MINUTE_MS = 60_000;

export const isOpen = ({ state }: Pick<SessionRow, 'state'>) => state === 'on_sale' || state === 'paused';

/**
 * Gives the inventory what the plan, the allocations and the quotas say now; what is sold stays as it is.
 * @throws AppError `inventory.seats_taken`, `inventory.legs_fixed`
 */
export async function putOnSale(ctx: Ctx, event: SoldEvent, session: SessionRow): Promise<void> {
  const plan = session.seat_plan_id ? await planOf(ctx, session.seat_plan_id) : undefined;
  const allocations = await selectAllocations(ctx, session.id);
  await openSession(ctx, {
    eventSessionId: session.id,
    merchantId: session.merchant_id,
    legs: Math.max(1, session.stops.length - 1),
    seats: plan ? seatsOf(plan, allocations) : [],
    opensAt: null,
    closesAt: closesAt(event, session),
  });
  await changeSale(ctx, session.id, { isPaused: session.state === 'paused' });
  await countAnew(ctx, { event, session, allocations, plan });
}

/** After quotas have changed: of every session that is on sale. */
export async function countOpenSessions(ctx: Ctx, event: SoldEvent): Promise<void> {
  for (const session of await selectOpenSessions(ctx, event.id)) {
    const plan = session.seat_plan_id ? await planOf(ctx, session.seat_plan_id) : undefined;
    await countAnew(ctx, { event, session, allocations: await selectAllocations(ctx, session.id), plan });
  }
}

/** After the event says anew until when is sold. */
export async function closeOpenSessions(ctx: Ctx, event: SoldEvent): Promise<void> {
  for (const session of await selectOpenSessions(ctx, event.id)) await changeSale(ctx, session.id, { closesAt: closesAt(event, session) });
}

/** Of a session that is called off nothing is sold any more, nor what somebody is about to pay for. */
export async function endSale(ctx: Ctx, eventSessionId: Id<'eventSession'>): Promise<void> {
  await changeSale(ctx, eventSessionId, { isPaused: true });
  await endHolds(ctx, eventSessionId);
}

function closesAt({ sales_end_minutes }: SoldEvent, { starts_at }: SessionRow): Date {
  return new Date(starts_at.getTime() - sales_end_minutes * MINUTE_MS);
}

function seatsOf(plan: SeatPlan, allocations: readonly AllocationRow[]) {
  const index = indexPlan(plan);
  const kept = new Map(allocations.flatMap(({ id, kind, seats }) => seats.map((seat) => [seat, { id, isKilled: kind === 'killed' }] as const)));
  return index.guids.map((guid, ordinal) => {
    const held = kept.get(ordinal);
    return {
      guid,
      category: index.categories[ordinal] ?? 0,
      zone: index.rows[index.rowOf[ordinal] ?? 0]?.zone ?? 0,
      allocationId: held && !held.isKilled ? held.id : null,
      isKilled: held?.isKilled ?? false,
    };
  });
}

type Counting = { event: SoldEvent; session: SessionRow; allocations: readonly AllocationRow[]; plan: SeatPlan | undefined };

/** Of what is not counted any more, no more is sold; what was stays. */
async function countAnew(ctx: Ctx, { event, session, allocations, plan }: Counting): Promise<void> {
  const sizes = new Map([...quotaSizes(await selectQuotas(ctx, event.id), allocations), ...standingSizes(plan)]);
  const wanted = new Map([...sizes].map(([name, size]) => [counterIdOf(session.id, name), size]));
  for (const { counterId } of await readCounters(ctx, session.id)) if (!wanted.has(counterId)) wanted.set(counterId, 0);
  for (const [counterId, size] of wanted) await setCounter(ctx, { counterId, eventSessionId: session.id, size });
}

/** What is kept of a quota is counted by the allocation’s own id, and the rest, for everybody, by the quota’s. */
function quotaSizes(quotas: readonly QuotaRow[], allocations: readonly AllocationRow[]): [name: string, size: number][] {
  return quotas.flatMap((quota) => {
    const own = allocations.filter(({ quota_id }) => quota_id === quota.id);
    const keptCount = own.reduce((sum, { count }) => sum + count, 0);
    const kept = own.filter(({ kind }) => kind !== 'killed').map(({ id, count }): [string, number] => [id, count]);
    return [[quota.id, Math.max(0, quota.size - keptCount)], ...kept];
  });
}

function standingSizes(plan: SeatPlan | undefined): [name: string, size: number][] {
  return (plan?.extras.standing ?? []).map(({ area, capacity }) => [area, capacity]);
}

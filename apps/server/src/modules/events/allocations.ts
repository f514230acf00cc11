import { AppError, type events, type InputOf, type OutputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { counterIdOf, readCounters } from '../inventory/index.ts';
import { planFacts } from '../venues/index.ts';
import { isOpen, putOnSale } from './put-on-sale.ts';
import { selectQuotas } from './queries.ts';
import { describeSession, lockedSession } from './session.ts';
import { type AllocationRow, deleteAllocations, putAllocations, type SessionRow, selectAllocations, updateSessionRow } from './session-queries.ts';

type Answer = OutputOf<typeof events.getAllocations>;
type Input = InputOf<typeof events.saveAllocations>;

/** @throws AppError `events.session_unknown` */
export async function getAllocations(ctx: Ctx, { eventSessionId }: InputOf<typeof events.getAllocations>): Promise<Answer> {
  const session = await describeSession(ctx, eventSessionId);
  return { session, allocations: (await selectAllocations(ctx, eventSessionId)).map(allocationView) };
}

/** @throws AppError `events.session_unknown`, `events.not_now`, `events.changed_meanwhile`, `events.allocation_unknown`, `events.quota_unknown`, `events.seat_…` */
export async function saveAllocations(ctx: Ctx, { eventSessionId, revision, allocations }: Input): Promise<Answer> {
  const { session, event } = await lockedSession(ctx, eventSessionId);
  if (session.state === 'canceled') throw new AppError('events.not_now', { eventSessionId });
  if (session.revision !== revision) throw new AppError('events.changed_meanwhile', { revision: session.revision });
  const before = await selectAllocations(ctx, eventSessionId);
  await refuseUnknown(ctx, { session, allocations }, before);
  await refuseBelowSold(ctx, { session, allocations }, before);
  const rows = allocations.map(({ allocationId, kind, name, channel, seats, quotaId, count }, place) => ({
    id: allocationId ?? newId<'allocation'>(ctx.now.getTime()),
    session_id: eventSessionId,
    merchant_id: session.merchant_id,
    place,
    kind,
    name,
    channel: kind === 'channel' ? (channel ?? 'app') : null,
    seats: seats.toSorted((a, b) => a - b),
    quota_id: quotaId,
    count: quotaId ? count : 0,
  }));
  await deleteAllocations(
    ctx,
    eventSessionId,
    rows.map(({ id }) => id),
  );
  await putAllocations(ctx, rows);
  await updateSessionRow(ctx, eventSessionId, { revision: revision + 1 });
  if (isOpen(session)) await putOnSale(ctx, event, session);
  const short = (all: readonly Pick<AllocationRow, 'name' | 'kind' | 'seats' | 'count'>[]) =>
    all.map(({ name, kind, seats, count }) => ({ name, kind, seats: seats.length, count }));
  const about = { targetKind: 'eventSession', targetId: eventSessionId };
  await record(ctx, { action: 'events.saveAllocations', ...about, before: { kept: short(before) }, after: { kept: short(rows) } });
  return getAllocations(ctx, { eventSessionId });
}

/** A seat is kept for one only, and stands in the plan. */
async function refuseUnknown(
  ctx: Ctx,
  { session, allocations }: { session: SessionRow; allocations: Input['allocations'] },
  before: readonly AllocationRow[],
): Promise<void> {
  const known = new Set(before.map(({ id }) => id));
  const unknown = allocations.find(({ allocationId }) => allocationId && !known.has(allocationId))?.allocationId;
  const sent = allocations.flatMap(({ allocationId }) => allocationId ?? []);
  const twice = sent.find((id, place) => sent.indexOf(id) !== place);
  if (unknown ?? twice) throw new AppError('events.allocation_unknown', { allocationId: unknown ?? twice ?? '' });
  const quotas = new Map((await selectQuotas(ctx, session.event_id)).map((quota) => [quota.id, quota]));
  const foreign = allocations.find(({ quotaId }) => quotaId && !quotas.has(quotaId))?.quotaId;
  if (foreign) throw new AppError('events.quota_unknown', { quotaId: foreign });
  for (const { id, name, size } of quotas.values()) {
    const kept = allocations.filter(({ quotaId }) => quotaId === id).reduce((sum, { count }) => sum + count, 0);
    if (kept > size) throw new AppError('events.allocated_beyond_quota', { name, size });
  }
  const seats = allocations.flatMap((one) => one.seats);
  if (new Set(seats).size < seats.length) throw new AppError('events.seat_twice');
  const count = session.seat_plan_id ? ((await planFacts(ctx, session.seat_plan_id))?.seatCount ?? 0) : 0;
  if (seats.some((seat) => seat >= count)) throw new AppError('events.seat_unknown', { count });
}

/** What was sold out of an allocation is not given to everybody a second time. */
async function refuseBelowSold(
  ctx: Ctx,
  { session, allocations }: { session: SessionRow; allocations: Input['allocations'] },
  before: readonly AllocationRow[],
): Promise<void> {
  if (!isOpen(session)) return;
  const takenOf = new Map((await readCounters(ctx, session.id)).map(({ counterId, size, left }) => [counterId, size - left]));
  for (const { id, name, quota_id } of before) {
    const taken = takenOf.get(counterIdOf(session.id, id)) ?? 0;
    const now = allocations.find(({ allocationId }) => allocationId === id);
    const count = now?.quotaId === quota_id && now?.kind !== 'killed' ? now.count : 0;
    if (taken > count) throw new AppError('events.allocation_sold', { name, count: taken });
  }
}

function allocationView({ id, kind, name, channel, seats, quota_id, count }: AllocationRow): Answer['allocations'][number] {
  return { allocationId: id, kind, name, channel, seats, quotaId: quota_id, count };
}

import type { Id } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { CounterUnits } from './hold.ts';
import { type LegSpan, legBits } from './legs.ts';
import type { InventoryTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<InventoryTables>();
type SeatRow = Insertable<InventoryTables['inventory.seat']>;
type SessionRow = Insertable<InventoryTables['inventory.session']>;

/** Requests and answers as JSON, in the same order. */
export async function callHoldBatch(ctx: Ctx, requests: string): Promise<unknown[]> {
  const { rows } = await sql<{ answers: unknown[] }>`select inventory.hold_batch(${requests}::jsonb, ${ctx.now}) as answers`.execute(ctx.tx);
  return rows[0]?.answers ?? [];
}

export async function callSell(ctx: Ctx, holdId: Id<'seatHold'>): Promise<'sold' | 'again' | 'released' | 'gone' | 'unknown'> {
  const { rows } = await sql<{ said: 'sold' | 'again' | 'released' | 'gone' | 'unknown' }>`
    select inventory.sell(${holdId}, ${ctx.now}) as said`.execute(ctx.tx);
  return rows[0]?.said ?? 'unknown';
}

export async function callRelease(ctx: Ctx, holdId: Id<'seatHold'>): Promise<boolean> {
  const { rows } = await sql<{ said: boolean }>`select inventory.release(${holdId}, ${ctx.now}) as said`.execute(ctx.tx);
  return rows[0]?.said ?? false;
}

export type FreedPart = {
  readonly holdId: Id<'seatHold'>;
  readonly seats: readonly number[];
  readonly counters: readonly CounterUnits[];
  readonly units: number;
};

export async function callFree(ctx: Ctx, { holdId, seats, counters, units }: FreedPart): Promise<boolean> {
  const ids = counters.map(({ counterId }) => counterId);
  const counts = counters.map(({ count }) => count);
  const { rows } = await sql<{ said: boolean }>`
    select inventory.free(${holdId}, ${[...seats]}::int[], ${ids}::uuid[], ${counts}::int[], ${units}, ${ctx.now}) as said`.execute(ctx.tx);
  return rows[0]?.said ?? false;
}

export async function callSweep(ctx: Ctx, atOnce: number): Promise<number> {
  const { rows } = await sql<{ swept: number }>`select inventory.sweep(${ctx.now}, ${atOnce}) as swept`.execute(ctx.tx);
  return rows[0]?.swept ?? 0;
}

export async function callEndHolds(ctx: Ctx, eventSessionId: Id<'eventSession'>): Promise<number> {
  const { rows } = await sql<{ ended: number }>`select inventory.end_holds(${eventSessionId}, ${ctx.now}) as ended`.execute(ctx.tx);
  return rows[0]?.ended ?? 0;
}

/** True where the hold still ran and now runs longer, or as long as it may. */
export async function extendHold(ctx: Ctx, holdId: Id<'seatHold'>, until: Date): Promise<boolean> {
  const extended = await tables(ctx)
    .updateTable('inventory.hold')
    .set({ expires_at: sql`least(${until}, cap_at)` })
    .where('id', '=', holdId)
    .where('status', '=', 'held')
    .where('expires_at', '>', ctx.now)
    .executeTakeFirst();
  return extended.numUpdatedRows > 0n;
}

const HOLD = ['id', 'session_id', 'buyer_id', 'status', 'seats', 'counters', 'counts', 'units', 'fingerprint', 'expires_at', 'cap_at'] as const;

export function selectHold(ctx: Ctx, holdId: Id<'seatHold'>) {
  return tables(ctx).selectFrom('inventory.hold').select(HOLD).where('id', '=', holdId).executeTakeFirst();
}

export async function deleteEndedHolds(ctx: Ctx, { before, limit }: { before: Date; limit: number }): Promise<number> {
  const old = tables(ctx)
    .selectFrom('inventory.hold')
    .select('id')
    .where('status', 'in', ['released', 'expired'])
    .where('ended_at', '<', before)
    .limit(limit)
    .forUpdate()
    .skipLocked();
  const { numDeletedRows } = await tables(ctx).deleteFrom('inventory.hold').where('id', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
}

export function lockSession(ctx: Ctx, eventSessionId: Id<'eventSession'>) {
  return tables(ctx)
    .selectFrom('inventory.session')
    .select(['id', 'legs', 'guids'])
    .where('id', '=', eventSessionId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function insertSession(ctx: Ctx, row: SessionRow): Promise<void> {
  await tables(ctx).insertInto('inventory.session').values(row).execute();
}

export async function updateSession(ctx: Ctx, eventSessionId: Id<'eventSession'>, change: Partial<Omit<SessionRow, 'id'>>): Promise<boolean> {
  const { numUpdatedRows } = await tables(ctx).updateTable('inventory.session').set(change).where('id', '=', eventSessionId).executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What is held or sold keeps its place; nobody takes another seat meanwhile. */
export async function lockTakenSeats(ctx: Ctx, eventSessionId: Id<'eventSession'>): Promise<number[]> {
  const rows = await tables(ctx)
    .selectFrom('inventory.seat')
    .select(['ordinal', sql<boolean>`taken <> 0`.as('isTaken')])
    .where('session_id', '=', eventSessionId)
    .orderBy('ordinal')
    .forUpdate()
    .execute();
  return rows.filter(({ isTaken }) => isTaken).map(({ ordinal }) => ordinal);
}

export type SeatColumns = Pick<SeatRow, 'session_id'> & {
  ordinals: readonly number[];
  categories: readonly number[];
  zones: readonly number[];
  allocations: readonly (string | null)[];
  killed: readonly boolean[];
};

/** Lays seats out, over what stood there: what is taken of a seat stays. */
export async function upsertSeats(ctx: Ctx, { session_id, ordinals, categories, zones, allocations, killed }: SeatColumns): Promise<void> {
  await sql`
    insert into inventory.seat (session_id, ordinal, category, zone, allocation_id, is_killed)
    select ${session_id}, s.* from unnest(${[...ordinals]}::int[], ${[...categories]}::smallint[], ${[...zones]}::smallint[],
      ${[...allocations]}::uuid[], ${[...killed]}::bool[]) as s
    on conflict (session_id, ordinal) do update set
      category = excluded.category, zone = excluded.zone, allocation_id = excluded.allocation_id, is_killed = excluded.is_killed`.execute(ctx.tx);
}

export async function deleteSeatsFrom(ctx: Ctx, eventSessionId: Id<'eventSession'>, ordinal: number): Promise<void> {
  await tables(ctx).deleteFrom('inventory.seat').where('session_id', '=', eventSessionId).where('ordinal', '>=', ordinal).execute();
}

export type SeatAssignment = {
  eventSessionId: Id<'eventSession'>;
  seats: readonly number[];
  allocationId: Id<'allocation'> | null;
  isKilled: boolean;
};

export async function assignSeatRows(ctx: Ctx, { eventSessionId, seats, allocationId, isKilled }: SeatAssignment): Promise<void> {
  await tables(ctx)
    .updateTable('inventory.seat')
    .set({ allocation_id: allocationId, is_killed: isKilled })
    .where('session_id', '=', eventSessionId)
    .where('ordinal', '=', sql<number>`any (${[...seats]}::int[])`)
    .execute();
}

/** False where the counter is another session's. */
export async function upsertCounter(ctx: Ctx, row: { id: Id<'counter'>; session_id: Id<'eventSession'>; size: number }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into inventory.counter (id, session_id, size) values (${row.id}, ${row.session_id}, ${row.size})
    on conflict (id) do update set size = excluded.size where counter.session_id = excluded.session_id`.execute(ctx.tx);
  return Number(numAffectedRows ?? 0) > 0;
}

export type StatesQuery = { eventSessionId: Id<'eventSession'>; legs: LegSpan; allocationIds: readonly Id<'allocation'>[] };

/** A digit a seat, as `SeatStates` counts them. */
export async function selectStates(ctx: Ctx, { eventSessionId, legs, allocationIds }: StatesQuery): Promise<string> {
  const { rows } = await sql<{ states: string }>`
    select inventory.states(${eventSessionId}, ${legBits(legs)}::bigint, ${[...allocationIds]}::uuid[], ${ctx.now}) as states`.execute(ctx.tx);
  return rows[0]?.states ?? '';
}

/** What is left of each counter; holds that are over do not count. */
export async function selectCounters(ctx: Ctx, eventSessionId: Id<'eventSession'>) {
  const { rows } = await sql<{ counterId: Id<'counter'>; size: number; left: number }>`
    with over as (
      select k.id, sum(k.count)::int as count from inventory.hold h, unnest(h.counters, h.counts) as k (id, count)
      where h.session_id = ${eventSessionId} and h.status = 'held' and h.expires_at <= ${ctx.now} group by 1)
    select c.id as "counterId", c.size, greatest(c.size - c.taken + coalesce(o.count, 0), 0)::int as left
    from inventory.counter c left join over o using (id) where c.session_id = ${eventSessionId} order by c.id`.execute(ctx.tx);
  return rows;
}

export function selectSession(ctx: Ctx, eventSessionId: Id<'eventSession'>) {
  return tables(ctx)
    .selectFrom('inventory.session')
    .select(['id', 'merchant_id', 'legs', 'is_paused', 'opens_at', 'closes_at'])
    .where('id', '=', eventSessionId)
    .executeTakeFirst();
}

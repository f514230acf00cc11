import type { ClosureRoundState, ClosureState } from '@tessera/contract';
import { type Id, type Minor, toMinor } from '@tessera/kernel';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { ClosuresTables } from './tables.ts';

export type RoundRow = Selectable<ClosuresTables['closures.round']>;
export type ClosureRow = Selectable<ClosuresTables['closures.closure']>;

const tables = (ctx: Ctx) => ctx.tx.withTables<ClosuresTables>();
const ROUND = [
  'id',
  'state',
  'reason',
  'made_by',
  'made_by_name',
  'decided_by',
  'decided_by_name',
  'decided_at',
  'created_at',
  'finished_at',
] as const;
const CLOSURE = [
  'id',
  'round_id',
  'member_number',
  'member_id',
  'state',
  'problem',
  'own_minor',
  'source_minor',
  'gift_minor',
  'subsidy_minor',
  'card_count',
  'paid_minor',
  'left_minor',
  'finished_at',
  'was_active',
  'paid_before_minor',
] as const;

/** Of the members whom the actor may look at. A number that nobody has is shown to whoever typed it, and to those who see everybody. */
function seen({ actor }: Ctx) {
  const typedBy = actor.kind === 'staff' ? actor.staffId : null;
  return sql<boolean>`(${ofMembersSeenBy(actor, 'closure.member_id')} or (closure.member_id is null and exists (
    select from closures.round where round.id = closure.round_id and round.made_by = ${typedBy}::uuid)))`;
}

const rounds = (ctx: Ctx) => tables(ctx).selectFrom('closures.round').select(ROUND);
const closures = (ctx: Ctx) => tables(ctx).selectFrom('closures.closure').select(CLOSURE).where(seen(ctx));

export async function insertRound(ctx: Ctx, row: Insertable<ClosuresTables['closures.round']>): Promise<void> {
  await tables(ctx).insertInto('closures.round').values(row).execute();
}

type Named = { id: Id<'closure'>; member_number: string; member_id: Id<'member'> | null };

/** All of them by one statement. */
export async function insertClosures(ctx: Ctx, roundId: Id<'closureRound'>, rows: readonly Named[]): Promise<void> {
  await sql`
    insert into closures.closure (id, round_id, member_number, member_id, state, problem)
    select id, ${roundId}, member_number, member_id, case when member_id is null then 'blocked' else 'new' end,
      case when member_id is null then 'unknown_number' end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, member_number text, member_id uuid)`.execute(ctx.tx);
}

export function selectRound(ctx: Ctx, roundId: Id<'closureRound'>): Promise<RoundRow | undefined> {
  return rounds(ctx).where('id', '=', roundId).executeTakeFirst();
}

export function lockRound(ctx: Ctx, roundId: Id<'closureRound'>): Promise<RoundRow | undefined> {
  return rounds(ctx).where('id', '=', roundId).forNoKeyUpdate().executeTakeFirst();
}

export type RoundFilter = { state?: ClosureRoundState | undefined; beforeId?: Id<'closureRound'> | undefined; limit: number };

/** Newest first. */
export function selectRounds(ctx: Ctx, { state, beforeId, limit }: RoundFilter): Promise<RoundRow[]> {
  let query = rounds(ctx).orderBy('id', 'desc').limit(limit);
  if (state) query = query.where('state', '=', state);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export async function updateRound(ctx: Ctx, roundId: Id<'closureRound'>, change: Updateable<ClosuresTables['closures.round']>): Promise<void> {
  await tables(ctx).updateTable('closures.round').set(change).where('id', '=', roundId).execute();
}

export type RoundSums = { counts: Record<ClosureState, number>; ownMinor: Minor; giftMinor: Minor; subsidyMinor: Minor; paidMinor: Minor };
type SumRow = { round_id: Id<'closureRound'>; state: ClosureState; count: number; own: number; gift: number; subsidy: number; paid: number };

/** What the members of rounds have together, those left out whom something stands against; by round. */
export async function selectSums(ctx: Ctx, roundIds: readonly Id<'closureRound'>[]): Promise<(roundId: Id<'closureRound'>) => RoundSums> {
  const { rows } = await sql<SumRow>`
    select round_id, state, count(*) as count, sum(own_minor)::bigint as own, sum(gift_minor)::bigint as gift, sum(subsidy_minor)::bigint as subsidy,
      sum(paid_minor)::bigint as paid
    from closures.closure where round_id = any(${roundIds}::uuid[]) and ${seen(ctx)} group by round_id, state`.execute(ctx.tx);
  return (roundId) => {
    const mine = rows.filter((row) => row.round_id === roundId);
    const counted = mine.filter(({ state }) => state !== 'blocked' && state !== 'undone');
    const sum = (name: 'own' | 'gift' | 'subsidy' | 'paid') => toMinor(counted.reduce((total, row) => total + Number(row[name]), 0));
    const counts = { new: 0, blocked: 0, ready: 0, paying: 0, payable: 0, done: 0, undone: 0 };
    for (const { state, count } of mine) counts[state] = Number(count);
    return { counts, ownMinor: sum('own'), giftMinor: sum('gift'), subsidyMinor: sum('subsidy'), paidMinor: sum('paid') };
  };
}

export type ClosureFilter = {
  roundId: Id<'closureRound'>;
  state?: ClosureState | undefined;
  beforeId?: Id<'closure'> | undefined;
  limit: number;
};

export function selectClosures(ctx: Ctx, { roundId, state, beforeId, limit }: ClosureFilter): Promise<ClosureRow[]> {
  let query = closures(ctx).where('round_id', '=', roundId).orderBy('id', 'desc').limit(limit);
  if (state) query = query.where('state', '=', state);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

/**
 * The next ones in this state, locked. One that somebody else works on is waited for, never passed over: should they fail it is still to be done,
 * and a round in which nothing is found has nothing left.
 */
export function lockNext(ctx: Ctx, roundId: Id<'closureRound'>, of: { state: ClosureState; limit: number }): Promise<ClosureRow[]> {
  return closures(ctx).where('round_id', '=', roundId).where('state', '=', of.state).orderBy('id', 'desc').limit(of.limit).forUpdate().execute();
}

export function lockClosure(ctx: Ctx, closureId: Id<'closure'>): Promise<ClosureRow | undefined> {
  return closures(ctx).where('id', '=', closureId).forUpdate().executeTakeFirst();
}

/** The one of a member that is under way; the row is ours. */
export function lockUnderWay(ctx: Ctx, memberId: Id<'member'>): Promise<ClosureRow | undefined> {
  return closures(ctx).where('member_id', '=', memberId).where('state', 'in', ['paying', 'payable']).forUpdate().executeTakeFirst();
}

/** Whether another closure of a member is under way. */
export async function isUnderWay(ctx: Ctx, memberId: Id<'member'>, besides: Id<'closure'>): Promise<boolean> {
  const other = await tables(ctx)
    .selectFrom('closures.closure')
    .select('id')
    .where('member_id', '=', memberId)
    .where('id', '<>', besides)
    .where('state', 'in', ['paying', 'payable'])
    .executeTakeFirst();
  return other !== undefined;
}

export async function updateClosure(ctx: Ctx, closureId: Id<'closure'>, change: Updateable<ClosuresTables['closures.closure']>): Promise<void> {
  await tables(ctx).updateTable('closures.closure').set(change).where('id', '=', closureId).execute();
}

/** Another number stands where the member's did, also where it was typed before the member was there. */
export async function renumberClosures(ctx: Ctx, member: { id: Id<'member'>; from: string; to: string }): Promise<void> {
  await tables(ctx)
    .updateTable('closures.closure')
    .set({ member_number: member.to })
    .where((row) =>
      row.or([
        row('member_id', '=', member.id),
        row.and([row('member_id', 'is', null), row(sql<string>`lower(member_number)`, '=', member.from.toLowerCase())]),
      ]),
    )
    .execute();
}

export function selectClosuresOfMember(ctx: Ctx, memberId: Id<'member'>, limit: number): Promise<ClosureRow[]> {
  return closures(ctx).where('member_id', '=', memberId).orderBy('id', 'desc').limit(limit).execute();
}

import type { POINTS_ROUND_STATES } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Insertable, Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofProgrammesSeenBy } from './queries.ts';
import type { LoyaltyTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<LoyaltyTables>();

const COLUMNS = [
  'id',
  'programme_id',
  'source',
  'label',
  'import_id',
  'rule_id',
  'state',
  'reason',
  'reached_id',
  'lot_count',
  'points',
  'taken_back_count',
  'taken_back_points',
  'made_by',
  'made_by_name',
  'created_at',
  'finished_at',
] as const;

const rounds = (ctx: Ctx) => tables(ctx).selectFrom('loyalty.round').select(COLUMNS).where(ofProgrammesSeenBy(ctx.actor, 'round.programme_id'));
export type RoundRow = Awaited<ReturnType<typeof selectRounds>>[number];

export type RoundFilter = {
  programmeId?: Id<'pointsProgramme'> | undefined;
  state?: (typeof POINTS_ROUND_STATES)[number] | undefined;
  beforeId?: Id<'pointsRound'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectRounds(ctx: Ctx, filter: RoundFilter) {
  let query = rounds(ctx).orderBy('id', 'desc').limit(filter.limit);
  if (filter.programmeId) query = query.where('programme_id', '=', filter.programmeId);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.beforeId) query = query.where('id', '<', filter.beforeId);
  return query.execute();
}

export function selectRound(ctx: Ctx, roundId: Id<'pointsRound'>) {
  return rounds(ctx).where('id', '=', roundId).executeTakeFirst();
}

/** Whoever changes a round holds this lock. */
export function lockRound(ctx: Ctx, roundId: Id<'pointsRound'>) {
  return rounds(ctx).where('id', '=', roundId).forUpdate().executeTakeFirst();
}

export function lockRoundOfImport(ctx: Ctx, importId: Id<'import'>) {
  return rounds(ctx).where('import_id', '=', importId).forUpdate().executeTakeFirst();
}

export function insertRound(ctx: Ctx, row: Insertable<LoyaltyTables['loyalty.round']>) {
  return tables(ctx).insertInto('loyalty.round').values(row).returning(COLUMNS).executeTakeFirstOrThrow();
}

export function updateRound(ctx: Ctx, roundId: Id<'pointsRound'>, change: Updateable<LoyaltyTables['loyalty.round']>) {
  return tables(ctx).updateTable('loyalty.round').set(change).where('id', '=', roundId).returning(COLUMNS).executeTakeFirstOrThrow();
}

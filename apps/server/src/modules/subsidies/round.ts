import { AppError, type OutputOf, type subsidies } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { type ProgrammeRow, selectProgrammesById } from './queries.ts';
import { lockRound } from './round-queries.ts';
import type { SubsidiesTables } from './tables.ts';

export type RoundRow = Selectable<SubsidiesTables['subsidies.round']>;
export type RoundView = OutputOf<typeof subsidies.getRound>;
/** Allotments that one transaction grants, collects or takes back. */
export const ALLOTMENTS_PER_STEP = 200;

/** @throws AppError `subsidies.round_unknown` */
export async function lockedRound(ctx: Ctx, roundId: Id<'round'>): Promise<RoundRow> {
  const row = await lockRound(ctx, roundId);
  if (!row) throw new AppError('subsidies.round_unknown', { roundId });
  return row;
}

export async function describeRounds(ctx: Ctx, rows: readonly RoundRow[]): Promise<RoundView[]> {
  const programmes = new Map((await selectProgrammesById(ctx, [...new Set(rows.map((row) => row.programme_id))])).map((row) => [row.id, row]));
  return rows.map((row) => roundView(row, programmes.get(row.programme_id)));
}

/** Open screens of the operator look again; answers how it is now. */
export async function shownRound(ctx: Ctx, row: RoundRow): Promise<RoundView> {
  await announceRound(ctx);
  const [view] = await describeRounds(ctx, [row]);
  if (!view) throw new Error('one round has one description');
  return view;
}

export function announceRound(ctx: Ctx): Promise<void> {
  return notifyLive(ctx, 'operator', { kind: 'subsidies' });
}

function roundView(row: RoundRow, programme: ProgrammeRow | undefined): RoundView {
  return {
    id: row.id,
    programmeId: row.programme_id,
    programmeName: { zh: programme?.name_zh ?? '', en: programme?.name_en ?? '' },
    label: row.label,
    source: row.source,
    state: row.state,
    reason: row.reason,
    importId: row.import_id,
    allottedCount: row.allotted_count,
    allottedMinor: row.allotted_minor,
    grantedCount: row.granted_count,
    grantedMinor: row.granted_minor,
    refusedCount: row.refused_count,
    takenBackCount: row.taken_back_count,
    takenBackMinor: row.taken_back_minor,
    madeByName: row.made_by_name,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

import { AppError, type loyalty, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { announcePoints, nameOf } from './programme.ts';
import { selectProgrammesById } from './queries.ts';
import { lockRound, type RoundRow } from './round-queries.ts';

export type RoundView = OutputOf<typeof loyalty.getPointsRound>;

/** @throws AppError `loyalty.round_unknown` */
export async function lockedRound(ctx: Ctx, pointsRoundId: Id<'pointsRound'>): Promise<RoundRow> {
  const row = await lockRound(ctx, pointsRoundId);
  if (!row) throw new AppError('loyalty.round_unknown', { pointsRoundId });
  return row;
}

export async function describeRounds(ctx: Ctx, rows: readonly RoundRow[]): Promise<RoundView[]> {
  const programmes = new Map((await selectProgrammesById(ctx, [...new Set(rows.map((row) => row.programme_id))])).map((row) => [row.id, row]));
  return rows.map((row) => ({
    id: row.id,
    programmeId: row.programme_id,
    programmeName: nameOf(programmes.get(row.programme_id) ?? { name_zh: '', name_en: '' }),
    source: row.source,
    label: row.label,
    state: row.state,
    importId: row.import_id,
    reason: row.reason,
    lotCount: row.lot_count,
    points: toMinor(row.points),
    takenBackCount: row.taken_back_count,
    takenBackPoints: toMinor(row.taken_back_points),
    madeByName: row.made_by_name,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }));
}

/** Open screens look again; answers how it is now. */
export async function shownRound(ctx: Ctx, row: RoundRow): Promise<RoundView> {
  const [programme] = await selectProgrammesById(ctx, [row.programme_id]);
  if (programme) await announcePoints(ctx, programme);
  const [view] = await describeRounds(ctx, [row]);
  if (!view) throw new Error('one round has one description');
  return view;
}

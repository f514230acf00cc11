import { IMPORT_PERMISSIONS, type ImportProblem, id, points as pointsSchema } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import type { ImportKind, ImportRow, Rows, Trouble, Verdict } from '../imports/index.ts';
import { findMembersByNumber } from '../members/index.ts';
import { staffOf } from '../subsidies/index.ts';
import { endLots } from './end-lots.ts';
import { type Gift, giveLots } from './give-lots.ts';
import { mayHold, shutNow } from './grant-points.ts';
import { POINTS_COLUMNS } from './imported-columns.ts';
import { raiseLevels } from './levels.ts';
import { lockLots, selectLabelled } from './lot-queries.ts';
import { knownProgramme } from './programme.ts';
import { selectProgrammesById } from './queries.ts';
import { shownRound } from './round.ts';
import { insertRound, lockRoundOfImport, type RoundRow, updateRound } from './round-queries.ts';

const LABEL_MAX = 40;
const options = z.object({ pointsProgrammeId: id<'pointsProgramme'>(), label: z.string().trim().min(1).max(LABEL_MAX) });
type Chosen = z.infer<typeof options>;

/**
 * Points from a file: each row is one member and a number of points, given as its rows are applied. Whoever was given the same under the label
 * before is left alone, so the same file twice changes nothing.
 */
export const pointsImport: ImportKind<Chosen> = {
  name: 'points',
  permission: IMPORT_PERMISSIONS.points,
  columns: POINTS_COLUMNS,
  options,
  keysOf: ({ cells }) => (cells.memberNumber ? [{ column: 'memberNumber', key: cells.memberNumber.toLowerCase() }] : []),
  checkRows: async (ctx, rows) => (await plan(ctx, rows)).map(verdictOf),
  applyRows,
  undoRows: (ctx, { importId, targetIds }) => undoLots(ctx, importId as Id<'import'>, targetIds as readonly Id<'pointsLot'>[]), // The ids that applying answered.
};

type Planned = { memberId: Id<'member'> | undefined; points: number; isGiven: boolean; troubles: Trouble[] };

/** Looks every row up, in a fixed number of statements, and changes nothing. */
async function plan(ctx: Ctx, { rows, options: chosen }: Rows<Chosen>): Promise<Planned[]> {
  const [programme] = await selectProgrammesById(ctx, [chosen.pointsProgrammeId]);
  const isShut = !programme || (await shutNow(ctx, programme, await businessDayNow(ctx))) !== undefined;
  const members = await findMembersByNumber(
    ctx,
    rows.map(({ cells }) => cells.memberNumber ?? ''),
  );
  const memberIds = [...members.values()].map((member) => member.id);
  const given = await selectLabelled(ctx, { programmeId: chosen.pointsProgrammeId, label: chosen.label, memberIds });
  return rows.map((row) => {
    const member = members.get((row.cells.memberNumber ?? '').toLowerCase());
    const points = pointsOf(row);
    const before = member && given.get(member.id);
    const troubles: Trouble[] = [];
    const wrong = (column: string | null, problem: ImportProblem) => troubles.push({ column, problem });
    if (isShut) wrong(null, 'programme_closed');
    if (!member) wrong('memberNumber', 'member_unknown');
    else if (programme && !mayHold(programme, member)) wrong('memberNumber', 'not_eligible');
    if (member && row.cells.name && row.cells.name !== member.name) wrong('name', 'name_differs');
    if (points === undefined) wrong('points', 'malformed');
    else if (before !== undefined && before !== points) wrong('points', 'given_otherwise');
    return { memberId: member?.id, points: points ?? 0, isGiven: before !== undefined, troubles };
  });
}

/** A whole number, perhaps with commas between thousands. */
function pointsOf({ cells }: ImportRow): number | undefined {
  const text = (cells.points ?? '').replace(/,(?=\d{3}(?:\D|$))/g, '');
  return /^\d{1,9}$/.test(text) ? pointsSchema.safeParse(Number(text)).data : undefined;
}

function verdictOf({ troubles, isGiven }: Planned): Verdict {
  if (troubles.length > 0) return { outcome: 'wrong', troubles };
  return { outcome: isGiven ? 'unchanged' : 'new' };
}

async function applyRows(ctx: Ctx, rows: Rows<Chosen>): Promise<Verdict[]> {
  const { pointsProgrammeId, label } = rows.options;
  const planned = await plan(ctx, rows);
  const gifts = new Map(
    planned.flatMap((row): [Planned, Gift][] =>
      row.memberId && row.troubles.length === 0 && !row.isGiven
        ? [[row, { id: newId<'pointsLot'>(ctx.now.getTime()), memberId: row.memberId, points: row.points }]]
        : [],
    ),
  );
  if (gifts.size === 0) return planned.map(verdictOf);
  const programme = await knownProgramme(ctx, pointsProgrammeId);
  const round = await roundOf(ctx, rows);
  const giving = { programme, today: await businessDayNow(ctx), source: 'file' as const, roundId: round.id, label };
  const added = await giveLots(ctx, { ...giving, gifts: [...gifts.values()] });
  const fresh = [...gifts.values()].filter((gift) => added.has(gift.id));
  await raiseLevels(
    ctx,
    [programme.id],
    fresh.map(({ memberId }) => memberId),
  );
  const after = await updateRound(ctx, round.id, {
    lot_count: round.lot_count + fresh.length,
    points: round.points + fresh.reduce((sum, gift) => sum + gift.points, 0),
  });
  await shownRound(ctx, after);
  return planned.map((row) => {
    const targetId = gifts.get(row)?.id;
    if (targetId === undefined) return verdictOf(row);
    return added.has(targetId) ? { outcome: 'new', targetId } : { outcome: 'unchanged' };
  });
}

/** The import's round, locked; it begins with the first row that is new. */
async function roundOf(ctx: Ctx, { importId, options: { pointsProgrammeId, label } }: Rows<Chosen>): Promise<RoundRow> {
  const import_id = importId as Id<'import'>; // What the import machinery calls it.
  const known = await lockRoundOfImport(ctx, import_id);
  if (known) return known;
  const { staffId, name } = staffOf(ctx);
  const round = await insertRound(ctx, {
    id: newId<'pointsRound'>(ctx.now.getTime()),
    programme_id: pointsProgrammeId,
    source: 'file',
    label,
    import_id,
    state: 'granting',
    made_by: staffId,
    made_by_name: name,
    created_at: ctx.now,
  });
  await record(ctx, { action: 'loyalty.importPoints', targetKind: 'pointsRound', targetId: round.id, after: { importId, pointsProgrammeId, label } });
  return round;
}

/** When a file is through, or is cancelled: what was given stays, and can be taken back. Of another import, or run twice, it does nothing. */
export async function closeRoundOfImport(ctx: Ctx, { importId }: { importId: Id<'import'> }): Promise<void> {
  const round = await lockRoundOfImport(ctx, importId);
  if (round?.state !== 'granting') return;
  await shownRound(ctx, await updateRound(ctx, round.id, { state: 'done', finished_at: ctx.now }));
}

/** What is unspent goes back. Answers of how many anything did. */
async function undoLots(ctx: Ctx, importId: Id<'import'>, ids: readonly Id<'pointsLot'>[]): Promise<number> {
  const round = await lockRoundOfImport(ctx, importId);
  if (!round) return 0;
  const { count, points } = await endLots(ctx, await lockLots(ctx, ids), 'taken_back');
  const after = await updateRound(ctx, round.id, {
    state: 'taken_back',
    finished_at: ctx.now,
    taken_back_count: round.taken_back_count + count,
    taken_back_points: round.taken_back_points + points,
  });
  await record(ctx, { action: 'loyalty.undoPoints', targetKind: 'pointsRound', targetId: round.id, after: { takenBack: count, points } });
  await shownRound(ctx, after);
  return count;
}

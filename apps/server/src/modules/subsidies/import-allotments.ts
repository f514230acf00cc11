import { IMPORT_PERMISSIONS, type ImportProblem, id } from '@tessera/contract';
import { add, type Id, MAX_AMOUNT_MINOR, type Minor, newId, parseAmount, subtract, toMinor, ZERO } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import type { ImportKind, ImportRow, Rows, Trouble, Verdict } from '../imports/index.ts';
import { findMembersByNumber } from '../members/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { ALLOTMENT_COLUMNS } from './imported-columns.ts';
import { makerOf } from './maker.ts';
import { closedFor } from './programme.ts';
import { selectProgrammesById } from './queries.ts';
import { announceRound, lockedRound, type RoundRow } from './round.ts';
import {
  deleteAllotments,
  insertAllotments,
  insertRound,
  lockRoundOfImport,
  selectAllotmentsById,
  selectLabelled,
  updateRound,
} from './round-queries.ts';
import { takeBack } from './take-back.ts';

const LABEL_MAX = 40;
const options = z.object({ programmeId: id<'programme'>(), label: z.string().trim().min(1).max(LABEL_MAX) });
type Chosen = z.infer<typeof options>;

/**
 * Grants from a file: each row is one member and an amount. The rows are entered as one round, which is granted, or waits for another person,
 * when the file is through. Whoever was given the same under the label before is left alone, so the same file twice changes nothing.
 */
export const allotmentsImport: ImportKind<Chosen> = {
  name: 'subsidies',
  permission: IMPORT_PERMISSIONS.subsidies,
  columns: ALLOTMENT_COLUMNS,
  options,
  keysOf: ({ cells }) => (cells.memberNumber ? [{ column: 'memberNumber', key: cells.memberNumber.toLowerCase() }] : []),
  checkRows: async (ctx, rows) => (await plan(ctx, rows)).map(verdictOf),
  applyRows,
  undoRows: (ctx, { importId, targetIds }) => undoAllotments(ctx, importId as Id<'import'>, targetIds as readonly Id<'allotment'>[]), // The ids that applying answered.
};

type Planned = { memberId: Id<'member'> | undefined; amountMinor: Minor; isGiven: boolean; troubles: Trouble[] };

/** Looks every row up, in a fixed number of statements, and changes nothing. */
async function plan(ctx: Ctx, { rows, options: chosen }: Rows<Chosen>): Promise<Planned[]> {
  const [programme] = await selectProgrammesById(ctx, [chosen.programmeId]);
  const isShut = !programme || closedFor(programme, await businessDayNow(ctx)) !== undefined;
  const members = await findMembersByNumber(
    ctx,
    rows.map(({ cells }) => cells.memberNumber ?? ''),
  );
  const memberIds = [...members.values()].map((member) => member.id);
  const wallets = await findWalletsOfMembers(ctx, memberIds);
  const given = await selectLabelled(ctx, { ...chosen, memberIds });
  return rows.map((row) => {
    const member = members.get((row.cells.memberNumber ?? '').toLowerCase());
    const amountMinor = amountOf(row);
    const before = member && given.get(member.id);
    const troubles: Trouble[] = [];
    const wrong = (column: string | null, problem: ImportProblem) => troubles.push({ column, problem });
    if (isShut) wrong(null, 'programme_closed');
    if (!member) wrong('memberNumber', 'member_unknown');
    else if (member.kind === 'anonymous') wrong('memberNumber', 'anonymous_card');
    else if (member.status === 'closed' || !wallets.has(member.id)) wrong('memberNumber', 'wallet_closed');
    if (member && row.cells.name && row.cells.name !== member.name) wrong('name', 'name_differs');
    if (amountMinor === undefined) wrong('amount', 'malformed');
    else if (before !== undefined && before !== amountMinor) wrong('amount', 'given_otherwise');
    return { memberId: member?.id, amountMinor: amountMinor ?? ZERO, isGiven: before !== undefined, troubles };
  });
}

/** Yuan with at most two decimals, perhaps with a sign of money and commas between thousands. */
function amountOf({ cells }: ImportRow): Minor | undefined {
  const amount = parseAmount((cells.amount ?? '').replace(/^[¥￥]\s*|元$/g, '').replace(/,(?=\d{3}(?:\D|$))/g, ''));
  return amount !== undefined && amount > 0 && amount <= MAX_AMOUNT_MINOR ? amount : undefined;
}

function verdictOf({ troubles, isGiven }: Planned): Verdict {
  if (troubles.length > 0) return { outcome: 'wrong', troubles };
  return { outcome: isGiven ? 'unchanged' : 'new' };
}

async function applyRows(ctx: Ctx, rows: Rows<Chosen>): Promise<Verdict[]> {
  const { programmeId, label } = rows.options;
  const planned = await plan(ctx, rows);
  const fresh = planned.filter((row) => row.troubles.length === 0 && !row.isGiven);
  if (fresh.length === 0) return planned.map(verdictOf);
  const round = await roundOf(ctx, rows);
  const ids = new Map(fresh.map((row) => [row, newId<'allotment'>(ctx.now.getTime())]));
  const added = await insertAllotments(
    ctx,
    [...ids].flatMap(([{ memberId, amountMinor }, allotmentId]) =>
      memberId ? [{ id: allotmentId, round_id: round.id, programme_id: programmeId, label, member_id: memberId, amount_minor: amountMinor }] : [],
    ),
  );
  const entered = fresh.filter((row) => added.has(ids.get(row) as Id<'allotment'>)); // Each fresh row has one.
  await updateRound(ctx, round.id, {
    allotted_count: round.allotted_count + entered.length,
    allotted_minor: add(round.allotted_minor, ...entered.map((row) => row.amountMinor)),
  });
  await announceRound(ctx);
  return planned.map((row) => {
    const targetId = ids.get(row);
    if (targetId === undefined) return verdictOf(row);
    return added.has(targetId) ? { outcome: 'new', targetId } : { outcome: 'unchanged' };
  });
}

/** The import's round, locked; it begins with the first row that is new. */
async function roundOf(ctx: Ctx, { importId, options: { programmeId, label } }: Rows<Chosen>): Promise<RoundRow> {
  const import_id = importId as Id<'import'>; // What the import machinery calls it.
  const known = await lockRoundOfImport(ctx, import_id);
  if (known) return known;
  const round = await insertRound(ctx, {
    id: newId<'round'>(ctx.now.getTime()),
    programme_id: programmeId,
    label,
    source: 'import',
    import_id,
    audience: null,
    state: 'collecting',
    ...makerOf(ctx),
    created_at: ctx.now,
  });
  await record(ctx, { action: 'subsidies.importAllotments', targetKind: 'round', targetId: round.id, after: { importId, programmeId, label } });
  return round;
}

/** What was not granted yet is struck out, of the rest what is unspent comes back. Answers of how many anything was undone. */
async function undoAllotments(ctx: Ctx, importId: Id<'import'>, ids: readonly Id<'allotment'>[]): Promise<number> {
  const found = await lockRoundOfImport(ctx, importId);
  if (!found) return 0;
  const round = await lockedRound(ctx, found.id);
  if (round.state === 'cancelled') return 0;
  const allotments = await selectAllotmentsById(ctx, ids);
  const waiting = allotments.filter(({ state }) => state === 'waiting');
  await deleteAllotments(
    ctx,
    waiting.map((allotment) => allotment.id),
  );
  const { count, sumMinor } = await takeBack(ctx, round, allotments);
  await updateRound(ctx, round.id, {
    state: 'taken_back',
    finished_at: ctx.now,
    allotted_count: round.allotted_count - waiting.length,
    allotted_minor: waiting.reduce((left, { amount_minor }) => subtract(left, amount_minor), toMinor(round.allotted_minor)),
    taken_back_count: round.taken_back_count + count,
    taken_back_minor: add(round.taken_back_minor, sumMinor),
  });
  await record(ctx, {
    action: 'subsidies.undoAllotments',
    targetKind: 'round',
    targetId: round.id,
    after: { struckOut: waiting.length, takenBack: count, takenBackMinor: sumMinor },
  });
  await announceRound(ctx);
  return waiting.length + count;
}

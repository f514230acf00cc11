import { IMPORT_PERMISSIONS, type ImportProblem } from '@tessera/contract';
import { type Id, MAX_AMOUNT_MINOR, type Minor, newId, parseAmount } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type ImportKind, type ImportRow, type Rows, readDay, type Trouble, type Verdict } from '../imports/index.ts';
import { findMembersByNumber, type MemberView } from '../members/index.ts';
import { findMerchantsByName } from '../organizations/index.ts';
import { SLIP_COLUMNS } from './imported-columns.ts';
import { insertSlips, lockSlips, numberKey, type SlipRow, selectNumbered, updateSlip } from './queries.ts';
import { announceSlips, clerkOf } from './slip.ts';
import { dayProblem, type SlipDays, slipDays } from './slip-days.ts';

const SLIP_NUMBER = /^[0-9A-Za-z-]{1,20}$/;
/** What a slip says that was struck out with its file, for whoever reads it later in either language. */
const UNDONE = '导入已撤销 · import undone';

/**
 * Slips from a file: entered as if they had been keyed, by whoever confirmed the file, and charged by nobody but another person. The same file
 * twice changes nothing: a number that is known with the same content is unchanged, and with other content it is wrong.
 */
export const slipsImport: ImportKind<Record<string, never>> = {
  name: 'slips',
  permission: IMPORT_PERMISSIONS.slips,
  columns: SLIP_COLUMNS,
  options: z.strictObject({}) as z.ZodType<Record<string, never>>, // No option at all.
  keysOf: ({ cells }) => [{ column: 'slipNumber', key: numberKey((cells.merchant ?? '').toLowerCase(), cells.slipNumber ?? '') }],
  checkRows: async (ctx, rows) => (await plan(ctx, rows)).map(verdictOf),
  applyRows,
  undoRows: (ctx, { targetIds }) => strikeOut(ctx, targetIds as readonly Id<'slip'>[]), // The ids that applying answered.
};

type Slip = Pick<SlipRow, 'merchant_id' | 'slip_number' | 'member_id' | 'amount_minor' | 'paid_on'>;
type Planned = { slip: Slip | undefined; isKnown: boolean; troubles: Trouble[] };
type Known = { merchants: ReadonlyMap<string, Id<'organization'>>; members: ReadonlyMap<string, MemberView>; days: SlipDays };

/** Looks every row up, in a fixed number of statements, and changes nothing. */
async function plan(ctx: Ctx, { rows }: Rows<Record<string, never>>): Promise<Planned[]> {
  const cellsOf = (name: string) => rows.map(({ cells }) => cells[name] ?? '');
  const merchants = await findMerchantsByName(ctx, [...new Set(cellsOf('merchant'))]);
  const members = await findMembersByNumber(ctx, cellsOf('memberNumber'));
  const known = { merchants, members, days: await slipDays(ctx) };
  const read = rows.map((row) => readRow(row, known));
  const numbered = await selectNumbered(ctx, {
    merchantIds: [...new Set(read.flatMap(({ slip }) => slip?.merchant_id ?? []))],
    numbers: read.flatMap(({ slip }) => slip?.slip_number ?? []),
  });
  return read.map(({ slip, troubles }) => {
    const before = slip && numbered.get(numberKey(slip.merchant_id, slip.slip_number));
    if (before && !isSame(before, slip)) troubles.push({ column: 'slipNumber', problem: 'slip_differs' });
    return { slip, troubles, isKnown: before !== undefined };
  });
}

function isSame(before: Slip, slip: Slip): boolean {
  return before.member_id === slip.member_id && before.amount_minor === slip.amount_minor && before.paid_on === slip.paid_on;
}

/** Pure. */
function readRow({ cells }: ImportRow, known: Known): { slip: Slip | undefined; troubles: Trouble[] } {
  const troubles: Trouble[] = [];
  const wrong = (column: string, problem: ImportProblem) => troubles.push({ column, problem });
  const merchant_id = known.merchants.get((cells.merchant ?? '').toLowerCase());
  const member = known.members.get((cells.memberNumber ?? '').toLowerCase());
  const [amount_minor, paid_on, slip_number] = [readAmount(cells.amount ?? ''), readDay(cells.paidOn ?? ''), cells.slipNumber ?? ''];
  if (!merchant_id) wrong('merchant', 'merchant_unknown');
  if (!SLIP_NUMBER.test(slip_number)) wrong('slipNumber', 'malformed');
  if (!member) wrong('memberNumber', 'member_unknown');
  else if (member.kind === 'anonymous') wrong('memberNumber', 'anonymous_card');
  else if (cells.name && cells.name !== member.name) wrong('name', 'name_differs');
  if (amount_minor === undefined) wrong('amount', 'malformed');
  const dayFault = paid_on === undefined ? 'malformed' : dayProblem(paid_on, known.days);
  if (dayFault) wrong('paidOn', dayFault);
  const isWhole = merchant_id && member && amount_minor !== undefined && paid_on !== undefined;
  return { slip: isWhole ? { merchant_id, slip_number, member_id: member.id, amount_minor, paid_on } : undefined, troubles };
}

/** Yuan with at most two decimals, perhaps with a sign of money and commas between thousands. */
export function readAmount(text: string): Minor | undefined {
  const amount = parseAmount(text.replace(/^[¥￥]\s*|元$/g, '').replace(/,(?=\d{3}(?:\D|$))/g, ''));
  return amount !== undefined && amount > 0 && amount <= MAX_AMOUNT_MINOR ? amount : undefined;
}

function verdictOf({ troubles, isKnown }: Planned): Verdict {
  if (troubles.length > 0) return { outcome: 'wrong', troubles };
  return { outcome: isKnown ? 'unchanged' : 'new' };
}

/** Of rows whose number somebody else took at the same moment: the same content is unchanged, any other is wrong. */
async function judgeTaken(ctx: Ctx, rows: Rows<Record<string, never>>, taken: ReadonlySet<number>): Promise<Map<number, Verdict>> {
  if (taken.size === 0) return new Map();
  const again = rows.rows.filter(({ row }) => taken.has(row));
  const planned = await plan(ctx, { ...rows, rows: again });
  const differs = { outcome: 'wrong', troubles: [{ column: 'slipNumber', problem: 'slip_differs' }] } satisfies Verdict;
  return new Map(planned.map((one, index) => [again[index]?.row ?? 0, one.isKnown ? verdictOf(one) : differs]));
}

async function applyRows(ctx: Ctx, rows: Rows<Record<string, never>>): Promise<Verdict[]> {
  const clerk = clerkOf(ctx);
  const importId = rows.importId as Id<'import'>; // What the import machinery calls it.
  const planned = await plan(ctx, rows);
  const fresh = planned.map((row) => (row.troubles.length === 0 && !row.isKnown && row.slip ? rowOf(ctx, row.slip, { clerk, importId }) : undefined));
  const entered = fresh.filter((row) => row !== undefined);
  const added = await insertSlips(ctx, entered);
  if (added.size > 0) {
    const slipNumbers = entered.filter(({ id }) => added.has(id)).map((row) => row.slip_number);
    await record(ctx, { action: 'slips.importSlips', targetKind: 'import', targetId: importId, after: { count: added.size, slipNumbers } });
    await announceSlips(ctx);
  }
  const isTaken = (index: number) => fresh[index] !== undefined && !added.has(fresh[index].id);
  const taken = await judgeTaken(ctx, rows, new Set(rows.rows.flatMap(({ row }, index) => (isTaken(index) ? row : []))));
  return planned.map((one, index) => {
    const targetId = fresh[index]?.id;
    if (targetId !== undefined && added.has(targetId)) return { outcome: 'new', targetId };
    return taken.get(rows.rows[index]?.row ?? 0) ?? verdictOf(one);
  });
}

function rowOf(ctx: Ctx, slip: Slip, { clerk, importId }: { clerk: ReturnType<typeof clerkOf>; importId: Id<'import'> }): SlipRow {
  return {
    ...slip,
    id: newId<'slip'>(ctx.now.getTime()),
    import_id: importId,
    state: 'waiting',
    keyed_by: clerk.staffId,
    keyed_by_name: clerk.name,
    keyed_at: ctx.now,
    decided_by: null,
    decided_by_name: null,
    decided_at: null,
    reason: null,
  };
}

/** Those that nobody has decided on are put aside; what was charged stays, and is answered by a refund. */
async function strikeOut(ctx: Ctx, slipIds: readonly Id<'slip'>[]): Promise<number> {
  if (slipIds.length === 0) return 0;
  const clerk = clerkOf(ctx);
  const waiting = (await lockSlips(ctx, slipIds)).filter(({ state }) => state === 'waiting');
  const decision = { state: 'refused', decided_by: clerk.staffId, decided_by_name: clerk.name, decided_at: ctx.now, reason: UNDONE } as const;
  for (const { id } of waiting) await updateSlip(ctx, id, decision);
  await record(ctx, { action: 'slips.undoImport', targetKind: 'import', targetId: null, after: { count: waiting.length } });
  await announceSlips(ctx);
  return waiting.length;
}

import { IMPORT_PERMISSIONS, type ImportProblem, id } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import type { ImportKind, Rows, Trouble, Verdict } from '../imports/index.ts';
import { findMembersByNumber } from '../members/index.ts';
import { enterHoldings, type HoldingProblem, holdingProblems, tellWallets } from './enter-holdings.ts';
import { lockHoldingsOfImport, updateHoldings } from './holding-queries.ts';
import { HOLDER_COLUMNS } from './imported-columns.ts';
import { daysOf, type PlanDays } from './plan.ts';
import { lockPlan, type PlanRow, selectPlansById } from './queries.ts';

const options = z.object({ planId: id<'mealPlan'>() });
type Chosen = z.infer<typeof options>;

const PROBLEMS = {
  member_unknown: 'member_unknown',
  wallet_closed: 'wallet_closed',
  not_eligible: 'not_eligible',
  held_already: undefined,
} as const satisfies Record<HoldingProblem, ImportProblem | undefined>;

/**
 * A plan for everybody in a file, from today or from its first day on. Who has it on these days is left alone, so the same file twice changes
 * nothing. Undone, it ends the plans that it gave.
 */
export const holdersImport: ImportKind<Chosen> = {
  name: 'mealplans',
  permission: IMPORT_PERMISSIONS.mealplans,
  columns: HOLDER_COLUMNS,
  options,
  keysOf: ({ cells }) => (cells.memberNumber ? [{ column: 'memberNumber', key: cells.memberNumber.toLowerCase() }] : []),
  checkRows: async (ctx, rows) => (await planRows(ctx, rows)).planned.map(verdictOf),
  applyRows,
  undoRows: (ctx, { importId, targetIds }) => undoHoldings(ctx, importId as Id<'import'>, targetIds as readonly Id<'mealHolding'>[]), // The ids that applying answered.
};

type Planned = { memberId: Id<'member'> | undefined; isHeld: boolean; troubles: Trouble[] };
type Plan = { plan: PlanRow | undefined; days: PlanDays | undefined; planned: Planned[] };

/** Looks every row up, in a fixed number of statements, and changes nothing. */
async function planRows(ctx: Ctx, { rows, options: { planId } }: Rows<Chosen>): Promise<Plan> {
  const [plan] = await selectPlansById(ctx, [planId]);
  const today = await businessDayNow(ctx);
  const days = plan?.status === 'open' ? daysOf(plan, today, today) : undefined;
  const members = await findMembersByNumber(
    ctx,
    rows.map(({ cells }) => cells.memberNumber ?? ''),
  );
  const memberIds = [...members.values()].map((member) => member.id);
  const problems = plan && days ? await holdingProblems(ctx, { plan, days, memberIds }) : new Map<Id<'member'>, HoldingProblem>();
  const planned = rows.map((row): Planned => {
    const member = members.get((row.cells.memberNumber ?? '').toLowerCase());
    const problem = member ? problems.get(member.id) : 'member_unknown';
    const troubles: Trouble[] = [];
    if (!days) troubles.push({ column: null, problem: 'plan_closed' });
    const named = problem && PROBLEMS[problem];
    if (named) troubles.push({ column: 'memberNumber', problem: named });
    if (member && row.cells.name && row.cells.name !== member.name) troubles.push({ column: 'name', problem: 'name_differs' });
    return { memberId: member?.id, isHeld: problem === 'held_already', troubles };
  });
  return { plan, days, planned };
}

function verdictOf({ troubles, isHeld }: Planned): Verdict {
  if (troubles.length > 0) return { outcome: 'wrong', troubles };
  return { outcome: isHeld ? 'unchanged' : 'new' };
}

async function applyRows(ctx: Ctx, rows: Rows<Chosen>): Promise<Verdict[]> {
  await lockPlan(ctx, rows.options.planId);
  const { plan, days, planned } = await planRows(ctx, rows);
  const fresh = planned.filter((row) => row.troubles.length === 0 && !row.isHeld);
  if (!plan || !days || fresh.length === 0) return planned.map(verdictOf);
  const memberIds = fresh.flatMap(({ memberId }) => memberId ?? []);
  const importId = rows.importId as Id<'import'>; // What the import machinery calls it.
  const entered = await enterHoldings(ctx, { plan, days, memberIds }, { source: 'import', importId });
  await record(ctx, {
    action: 'mealplans.importHolders',
    targetKind: 'mealPlan',
    targetId: plan.id,
    after: { importId, count: entered.size, from: days.from, until: days.until },
  });
  return planned.map((row) => {
    const targetId = row.troubles.length === 0 && !row.isHeld && row.memberId ? entered.get(row.memberId) : undefined;
    return targetId ? { outcome: 'new', targetId } : verdictOf(row);
  });
}

/** Meals that were taken stay taken. Answers of how many the plan was ended. */
async function undoHoldings(ctx: Ctx, importId: Id<'import'>, ids: readonly Id<'mealHolding'>[]): Promise<number> {
  const rows = await lockHoldingsOfImport(ctx, { importId, ids });
  if (rows.length === 0) return 0;
  const by = ctx.actor.kind === 'staff' ? ctx.actor.name : null;
  await updateHoldings(
    ctx,
    rows.map((row) => row.id),
    { ended_at: ctx.now, ended_by_name: by },
  );
  await tellWallets(
    ctx,
    rows.map((row) => row.member_id),
  );
  await record(ctx, {
    action: 'mealplans.undoHolders',
    targetKind: 'mealPlan',
    targetId: rows[0]?.plan_id ?? null,
    after: { importId, count: rows.length },
  });
  return rows.length;
}

import { AppError, type InputOf, type mealplans, type OutputOf } from '@tessera/contract';
import { type BusinessDay, dayAfter, type Id } from '@tessera/kernel';
import { arePeriodsApart, type MealLimits } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { findDepartments } from '../organizations/index.ts';
import { namesOfMerchants, refuseUnknownMerchants, scopeOf } from '../subsidies/index.ts';
import { findTerminals } from '../terminals/index.ts';
import { countHolders } from './holding-queries.ts';
import { lockPlan, type PlanRow } from './queries.ts';

export type PlanView = OutputOf<typeof mealplans.getMealPlan>;
type Terms = InputOf<typeof mealplans.createMealPlan>;
/** The first and the last day on which a plan pays. */
export type PlanDays = { readonly from: BusinessDay; readonly until: BusinessDay };

/** @throws AppError `mealplans.unknown` */
export async function lockedPlan(ctx: Ctx, planId: Id<'mealPlan'>): Promise<PlanRow> {
  const row = await lockPlan(ctx, planId);
  if (!row) throw new AppError('mealplans.unknown', { planId });
  return row;
}

/** The days of a plan that begins on a day, today at the earliest; undefined when its last day is over by then. Pure. */
export function daysOf(plan: Pick<PlanRow, 'term' | 'term_from' | 'term_until' | 'term_days'>, startsOn: BusinessDay, today: BusinessDay) {
  const asked = startsOn < today ? today : startsOn;
  if (plan.term === 'days') return { from: asked, until: dayAfter(asked, (plan.term_days ?? 1) - 1) };
  const [first, until] = [plan.term_from ?? asked, plan.term_until ?? asked];
  const from = asked < first ? first : asked;
  return from <= until ? { from, until } : undefined;
}

/** @throws AppError `mealplans.closed`, `mealplans.over` */
export function openDays(plan: PlanRow, startsOn: BusinessDay | undefined, today: BusinessDay): PlanDays {
  if (plan.status === 'closed') throw new AppError('mealplans.closed', { planId: plan.id });
  const days = daysOf(plan, startsOn ?? today, today);
  if (!days) throw new AppError('mealplans.over', { planId: plan.id });
  return days;
}

export function limitsOf(plan: Pick<PlanRow, 'periods' | 'per_period' | 'per_day' | 'per_week'>) {
  return {
    periods: plan.periods,
    perPeriod: plan.per_period,
    perDay: plan.per_day,
    perWeek: plan.per_week,
  } satisfies MealLimits;
}

/** The columns of the terms that are named; periods in the order of the day. */
export function columnsOf({ name, scope, terminalIds, periods, perPeriod, perDay, perWeek, priceMinor, eligible }: Partial<Omit<Terms, 'term'>>) {
  return {
    ...(name && { name_zh: name.zh, name_en: name.en }),
    ...(scope && { everywhere: scope.everywhere, merchant_ids: scope.merchantIds, categories: scope.categories }),
    ...(terminalIds && { terminal_ids: terminalIds }),
    ...(periods && { periods: JSON.stringify([...periods].sort((a, b) => (a.from < b.from ? -1 : 1))) }),
    ...(perPeriod !== undefined && { per_period: perPeriod }),
    ...(perDay !== undefined && { per_day: perDay }),
    ...(perWeek !== undefined && { per_week: perWeek }),
    ...(priceMinor !== undefined && { price_minor: priceMinor }),
    ...(eligible && { department_ids: eligible.departmentIds, member_kinds: eligible.memberKinds }),
  };
}

/** @throws AppError `request.invalid` for periods that overlap, `subsidies.merchant_unknown`, `mealplans.terminal_unknown` */
export async function refuseWrongTerms(ctx: Ctx, { scope, terminalIds, periods }: Partial<Terms>): Promise<void> {
  if (periods && !arePeriodsApart(periods)) throw new AppError('request.invalid', { path: 'periods' });
  if (scope) await refuseUnknownMerchants(ctx, scope);
  if (!terminalIds) return;
  const found = await findTerminals(ctx, terminalIds);
  const unknown = terminalIds.find((id) => !found.has(id));
  if (unknown) throw new AppError('mealplans.terminal_unknown', { terminalId: unknown });
}

/** Plans as the contract shows them, with the names in them. */
export async function describePlans(ctx: Ctx, rows: readonly PlanRow[]): Promise<PlanView[]> {
  const merchantNames = await namesOfMerchants(ctx, rows);
  const counts = await countHolders(
    ctx,
    rows.map(({ id }) => id),
    await businessDayNow(ctx),
  );
  // What a plan says of devices and departments is no secret to whoever may see the plan.
  const { terminals, departments } = await asSystem(ctx, async (system) => ({
    terminals: await findTerminals(system, new Set(rows.flatMap((row) => row.terminal_ids))),
    departments: await findDepartments(system, new Set(rows.flatMap((row) => row.department_ids))),
  }));
  return rows.map((row) => ({
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    status: row.status,
    scope: scopeOf(row),
    terminalIds: row.terminal_ids,
    ...limitsOf(row),
    priceMinor: row.price_minor,
    eligible: { departmentIds: row.department_ids, memberKinds: row.member_kinds },
    term:
      row.term === 'days' ? { kind: 'days', days: row.term_days ?? 1 } : { kind: 'fixed', from: row.term_from ?? '', until: row.term_until ?? '' },
    merchantNames: merchantNames(row.merchant_ids),
    terminalNames: row.terminal_ids.map((id) => ({ id, name: terminals.get(id)?.name ?? '' })),
    departmentNames: row.department_ids.map((id) => ({ id, name: departments.get(id)?.name ?? '' })),
    holderCount: counts.get(row.id) ?? 0,
    createdAt: row.created_at,
  }));
}

export async function describePlan(ctx: Ctx, row: PlanRow): Promise<PlanView> {
  const [view] = await describePlans(ctx, [row]);
  if (!view) throw new Error('one plan has one description');
  return view;
}

/** What the audit log keeps of one. */
export function auditedPlan(row: PlanRow) {
  const { perPeriod, perDay, perWeek } = limitsOf(row);
  return {
    nameZh: row.name_zh,
    nameEn: row.name_en,
    status: row.status,
    scope: JSON.stringify({ ...scopeOf(row), terminalIds: row.terminal_ids }),
    periods: JSON.stringify(row.periods),
    limits: JSON.stringify({ perPeriod, perDay, perWeek }),
    priceMinor: row.price_minor,
    eligible: JSON.stringify({ departmentIds: row.department_ids, memberKinds: row.member_kinds }),
  };
}

/** Open screens of the operator look again. */
export function announcePlans(ctx: Ctx): Promise<void> {
  return notifyLive(ctx, 'operator', { kind: 'mealplans' });
}

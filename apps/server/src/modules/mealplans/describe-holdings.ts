import type { HoldingStatus, mealplans, OutputOf } from '@tessera/contract';
import { type BusinessDay, dayAfter, type Minor, split, subtract, timeOfDayOf, ZERO } from '@tessera/kernel';
import { leftOfDay, leftOfPeriod, mostOfDay, periodAt, takenInWeek, unusedPart, weekOf } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow, timeZoneOf } from '../../platform/time-zone.ts';
import { findMembers } from '../members/index.ts';
import { namesOfMerchants, scopeOf } from '../subsidies/index.ts';
import type { HoldingRow } from './holding-queries.ts';
import { limitsOf } from './plan.ts';
import { countMeals, type PlanRow, selectPlansById, selectTaken } from './queries.ts';

export type HoldingView = OutputOf<typeof mealplans.grantMealPlan>;
export type OwnHoldingView = OutputOf<typeof mealplans.listOwnMealPlans>['holdings'][number];
type Consumption = OwnHoldingView['consumption'];
type Now = { readonly businessOn: BusinessDay; readonly timeOfDay: string };
type Taken = { readonly period: string; readonly mealOn: string };

const DAYS_OF_WEEK = 7;

export function statusOf(row: Pick<HoldingRow, 'ended_at' | 'valid_from' | 'valid_until'>, today: BusinessDay): HoldingStatus {
  if (row.ended_at) return 'ended';
  if (row.valid_from > today) return 'upcoming';
  return row.valid_until < today ? 'over' : 'active';
}

/** What ending it on a day would give back, less what came back already. */
function refundableOf(row: HoldingRow, plan: PlanRow, at: { today: BusinessDay; mealCount: number }): Minor {
  if (row.price_minor === null || row.ended_at) return ZERO;
  const { left, of } = unusedPart({ from: row.valid_from, until: row.valid_until, limits: limitsOf(plan) }, at);
  const [unused = ZERO] = split(row.price_minor, [left, of - left]);
  return subtract(unused, row.refunded_minor);
}

/** The same of several, as they stand. As the system. */
export async function refundablesOf(system: Ctx, rows: readonly HoldingRow[]): Promise<Map<HoldingRow['id'], Minor>> {
  const plans = new Map((await selectPlansById(system, [...new Set(rows.map((row) => row.plan_id))])).map((plan) => [plan.id, plan]));
  const today = await businessDayNow(system);
  const counts = await countMeals(
    system,
    rows.map(({ id }) => id),
  );
  return new Map(
    rows.flatMap((row) => {
      const plan = plans.get(row.plan_id);
      return plan ? [[row.id, refundableOf(row, plan, { today, mealCount: counts.get(row.id) ?? 0 })]] : [];
    }),
  );
}

/** With what was taken; for the holder and for the desk alike. Ask as whoever may see the holdings. */
export function describeOwn(ctx: Ctx, rows: readonly HoldingRow[]): Promise<OwnHoldingView[]> {
  return asSystem(ctx, async (system) => {
    const plans = new Map((await selectPlansById(system, [...new Set(rows.map((row) => row.plan_id))])).map((plan) => [plan.id, plan]));
    const zone = await timeZoneOf(system);
    const now = { businessOn: await businessDayNow(system), timeOfDay: timeOfDayOf(system.now, zone) };
    const ids = rows.map((row) => row.id);
    const from = weekOf(dayAfter(now.businessOn, -1));
    const taken = await selectTaken(system, { holdingIds: ids, from, until: dayAfter(weekOf(now.businessOn), DAYS_OF_WEEK - 1) });
    const counts = await countMeals(system, ids);
    const names = await namesOfMerchants(system, [...plans.values()]);
    return rows.map((row) => {
      const plan = plans.get(row.plan_id);
      if (!plan) throw new Error('a holding has a plan');
      const ofRow = taken.filter((meal) => meal.holding_id === row.id);
      return {
        ...ownView(row, plan),
        status: statusOf(row, now.businessOn),
        refundableMinor: refundableOf(row, plan, { today: now.businessOn, mealCount: counts.get(row.id) ?? 0 }),
        consumption: consumptionOf(plan, ofRow, now),
        merchantNames: names(plan.merchant_ids),
      };
    });
  });
}

function ownView(row: HoldingRow, plan: PlanRow) {
  return {
    id: row.id,
    planId: plan.id,
    planName: { zh: plan.name_zh, en: plan.name_en },
    from: row.valid_from,
    until: row.valid_until,
    source: row.source,
    priceMinor: row.price_minor,
    refundedMinor: row.refunded_minor,
    endedAt: row.ended_at,
    endedReason: row.ended_reason,
    periods: plan.periods,
    scope: scopeOf(plan),
  };
}

/** Pure. */
function consumptionOf(plan: PlanRow, taken: readonly Taken[], now: Now): Consumption {
  const limits = limitsOf(plan);
  const current = periodAt(plan.periods, now);
  const day = current?.mealOn ?? now.businessOn;
  return {
    takenToday: taken.filter((meal) => meal.mealOn === day).length,
    mostToday: mostOfDay(limits),
    leftToday: leftOfDay(limits, taken, day),
    takenThisWeek: takenInWeek(taken, day),
    mostThisWeek: limits.perWeek,
    current: current
      ? {
          period: current.time.period,
          until: current.time.until,
          worthMinor: current.time.worthMinor,
          left: leftOfPeriod(limits, taken, { period: current.time.period, mealOn: current.mealOn }),
        }
      : null,
  };
}

/** For the desk: with whose they are, and who gave and ended them. */
export async function describeHoldings(ctx: Ctx, rows: readonly HoldingRow[]): Promise<HoldingView[]> {
  const own = await describeOwn(ctx, rows);
  const members = await asSystem(ctx, (system) =>
    findMembers(
      system,
      rows.map((row) => row.member_id),
    ),
  );
  return rows.map((row, index) => {
    const view = own[index];
    if (!view) throw new Error('each holding has one description');
    const member = members.get(row.member_id);
    return {
      ...view,
      memberId: row.member_id,
      memberName: member?.name ?? '',
      memberNumber: member?.memberNumber ?? '',
      madeByName: row.made_by_name,
      endedByName: row.ended_by_name,
      createdAt: row.created_at,
    };
  });
}

export async function describeHolding(ctx: Ctx, row: HoldingRow): Promise<HoldingView> {
  const [view] = await describeHoldings(ctx, [row]);
  if (!view) throw new Error('one holding has one description');
  return view;
}

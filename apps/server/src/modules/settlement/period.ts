import { AppError, type OutputOf, type settlement } from '@tessera/contract';
import { type BusinessDay, dayAfter, daysBetween, lastDayOfMonth } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { type PeriodRow, selectFirstCounted, selectPeriods } from './period-queries.ts';

export type PeriodView = OutputOf<typeof settlement.getSettlementPeriod>;
export type Month = string;

/** First and last day of a month. Pure. */
export function spanOf(month: Month): { firstOn: BusinessDay; lastOn: BusinessDay } {
  return { firstOn: `${month}-01`, lastOn: lastDayOfMonth(month) };
}

export function monthOf(day: BusinessDay): Month {
  return day.slice(0, 7);
}

/** Pure. */
export function nextMonth(month: Month): Month {
  return monthOf(dayAfter(spanOf(month).lastOn, 1));
}

/** The month after all that is cut off, or that of the first accrual; null before anything counted. */
export async function firstOpenMonth(ctx: Ctx, cut: readonly PeriodRow[]): Promise<Month | null> {
  const [last] = cut;
  if (last) return nextMonth(monthOf(last.first_on));
  const first = await selectFirstCounted(ctx);
  return first === null ? null : monthOf(first);
}

/** Every month from the first accrual to the present one, newest first. */
export async function describeMonths(ctx: Ctx): Promise<PeriodView[]> {
  const cut = await selectPeriods(ctx);
  const today = await businessDayNow(ctx);
  const next = await firstOpenMonth(ctx, cut);
  const open: Month[] = [];
  for (let month = next; month !== null && month <= monthOf(today); month = nextMonth(month)) open.unshift(month);
  const openView = (month: Month) => viewOf(ctx, month, { row: undefined, today, isNext: month === next });
  return [...open.map(openView), ...cut.map((row) => viewOf(ctx, monthOf(row.first_on), { row, today, isNext: false }))];
}

/** @throws AppError `settlement.period_unknown` */
export async function describeMonth(ctx: Ctx, month: Month): Promise<PeriodView> {
  const found = (await describeMonths(ctx)).find((period) => period.month === month);
  if (!found) throw new AppError('settlement.period_unknown', { month });
  return found;
}

function viewOf({ actor }: Ctx, month: Month, of: { row: PeriodRow | undefined; today: BusinessDay; isNext: boolean }): PeriodView {
  const { row, today } = of;
  const span = spanOf(month);
  const isOver = span.lastOn < today;
  return {
    month,
    ...span,
    state: row?.state ?? (isOver ? 'open' : 'running'),
    dayCount: daysBetween(span.firstOn, span.lastOn),
    summedDays: row?.summed_on ? daysBetween(span.firstOn, row.summed_on) : 0,
    billsMinor: row?.bills_minor ?? null,
    payablesMinor: row?.payables_minor ?? null,
    marginMinor: row?.margin_minor ?? null,
    cutByName: row?.cut_by_name ?? null,
    cutAt: row?.cut_at ?? null,
    approvedByName: row?.approved_by_name ?? null,
    approvedAt: row?.approved_at ?? null,
    isNext: of.isNext && isOver,
    mayApprove: row?.state === 'summed' && actor.kind === 'staff' && actor.permissions.has('settlement.approve') && actor.staffId !== row.cut_by,
  };
}

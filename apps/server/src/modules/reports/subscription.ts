import { AppError, type OutputOf, type ReportSubscription, type reports } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findShops } from '../merchants/index.ts';
import { findDepartments, findOrganizations } from '../organizations/index.ts';
import { lockSubscription, type SendingRow, type SubscriptionRow, selectLastSendings } from './mail-queries.ts';
import type { Schedule } from './period.ts';

export type SubscriptionView = OutputOf<typeof reports.updateReportSubscription>;
type SendingView = OutputOf<typeof reports.sendReportNow>;

/** Routes let people at work through alone. */
export function ownStaffId({ actor }: Pick<Ctx, 'actor'>): Id<'staff'> {
  if (actor.kind !== 'staff') throw new Error(`${actor.kind} has no reports`);
  return actor.staffId;
}

/** @throws AppError `reports.subscription_unknown`, also for somebody else's */
export async function lockedSubscription(ctx: Ctx, reportSubscriptionId: Id<'reportSubscription'>): Promise<SubscriptionRow> {
  const row = await lockSubscription(ctx, reportSubscriptionId);
  if (!row) throw new AppError('reports.subscription_unknown', { reportSubscriptionId });
  return row;
}

export function scheduleOf(row: SubscriptionRow): Schedule {
  return { frequency: row.frequency, atHour: row.at_hour, weekday: row.weekday, dayOfMonth: row.day_of_month };
}

export function sendingView(row: SendingRow): SendingView {
  return {
    id: row.id,
    from: row.from_on,
    to: row.to_on,
    isTrial: row.is_trial,
    state: row.state,
    tries: row.tries,
    error: row.last_error,
    at: row.sent_at ?? row.created_at,
  };
}

export async function describeSubscriptions(ctx: Ctx, rows: readonly SubscriptionRow[]): Promise<SubscriptionView[]> {
  const last = await selectLastSendings(
    ctx,
    rows.map(({ id }) => id),
  );
  const filterNames = await namesOfFilters(ctx, rows);
  return rows.map((row) => {
    const sending = last.get(row.id);
    return {
      id: row.id,
      name: row.name,
      ...scheduleOf(row),
      by: row.dimension,
      format: row.format,
      filters: row.filters,
      filterNames: filterNames(row.filters),
      status: row.status,
      nextAt: row.status === 'active' ? row.next_at : null,
      last: sending ? sendingView(sending) : null,
    };
  });
}

/** As they are called today. Whoever may read a report may read what it is narrowed to. */
async function namesOfFilters(ctx: Ctx, rows: readonly SubscriptionRow[]): Promise<(filters: ReportSubscription['filters']) => string[]> {
  const merchantIds = rows.flatMap(({ filters }) => filters.merchantId ?? []);
  const shopIds = rows.flatMap(({ filters }) => filters.shopId ?? []);
  const departmentIds = rows.flatMap(({ filters }) => filters.departmentId ?? []);
  const merchants = await asSystem(ctx, (system) => findOrganizations(system, merchantIds));
  const shops = await asSystem(ctx, (system) => findShops(system, shopIds));
  const departments = await asSystem(ctx, (system) => findDepartments(system, departmentIds));
  return ({ merchantId, shopId, departmentId, region }) =>
    [
      merchantId && merchants.get(merchantId as Id<'organization'>)?.name, // Of the row above.
      shopId && shops.get(shopId as Id<'shop'>)?.name, // As above.
      departmentId && departments.get(departmentId as Id<'department'>)?.name, // As above.
      region,
    ].flatMap((name) => name || []);
}

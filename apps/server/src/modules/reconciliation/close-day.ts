import { AppError, type InputOf, type reconciliation } from '@tessera/contract';
import type { BusinessDay } from '@tessera/kernel';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { allowLong } from '../../platform/long-statements.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { closeBusinessDay } from '../ledger/index.ts';
import { isDayClosed } from './bill-queries.ts';
import { checkDay, noteChecks } from './check-day.ts';
import { reportOf } from './day-report.ts';
import { summaryOf } from './day-summary.ts';
import { firstOpenDay } from './first-day.ts';
import { channelsOf, checksOf, type DayView, getReconciliationDay } from './get-day.ts';
import type { ReconciliationParts } from './parts.ts';
import { insertDay, lockDays } from './queries.ts';
import { staffOf } from './staff.ts';

/**
 * Closes a day for ever: every bill matched, every difference adjusted, explained or parked with a reason, every sum right or parked. The ledger
 * takes no entry for it any more, and what comes later belongs to a later day. A sum that does not agree is written down although the day then
 * stays open, so that somebody can look into it.
 * @throws AppError `reconciliation.day_not_over`, `reconciliation.day_closed`, `reconciliation.day_before_books`,
 *   `reconciliation.earlier_day_open`, `reconciliation.day_not_ready`, `sales.cash_behind`
 */
export async function closeDay(parts: ReconciliationParts, call: Call, { businessOn }: InputOf<typeof reconciliation.closeDay>): Promise<DayView> {
  const isChecked = await parts.database.transaction(call.actor, call, (ctx) => checkDay(ctx, businessOn, parts));
  if (!isChecked) throw new AppError('sales.cash_behind');
  return parts.database.transaction(call.actor, call, (ctx) => close(ctx, businessOn, parts));
}

async function close(ctx: Ctx, businessOn: BusinessDay, parts: ReconciliationParts): Promise<DayView> {
  const by = staffOf(ctx).name;
  await allowLong(ctx);
  await lockDays(ctx);
  if (businessOn >= (await businessDayNow(ctx))) throw new AppError('reconciliation.day_not_over', { day: businessOn });
  if (await isDayClosed(ctx, businessOn)) throw new AppError('reconciliation.day_closed', { day: businessOn });
  // Closing a day closes all before it in the ledger; so days are closed in their order.
  const first = await firstOpenDay(ctx);
  if (first === null || businessOn < first) throw new AppError('reconciliation.day_before_books', { day: businessOn });
  if (first < businessOn) throw new AppError('reconciliation.earlier_day_open', { day: first });
  const { sides, channels } = await channelsOf(ctx, businessOn);
  await noteChecks(ctx, businessOn, await checksOf(ctx, parts, { businessOn, sides }));
  const { openCount, missingBills } = await summaryOf(ctx, businessOn);
  if (openCount > 0 || missingBills.length > 0)
    throw new AppError('reconciliation.day_not_ready', { day: businessOn, differences: openCount, bills: missingBills.length });
  const report = await reportOf(ctx, businessOn, channels);
  const anchorHash = await closeBusinessDay(ctx, businessOn);
  await insertDay(ctx, { business_on: businessOn, closed_at: ctx.now, closed_by: by, anchor_hash: anchorHash, report: JSON.stringify(report) });
  await record(ctx, { action: 'reconciliation.closeDay', targetKind: 'day', targetId: businessOn, after: { anchorHash } });
  await notifyLive(ctx, 'operator', { kind: 'reconciliation' });
  return getReconciliationDay(ctx, { businessOn }, parts);
}

import { AppError, type InputOf, type reconciliation } from '@tessera/contract';
import type { BusinessDay } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { closeBusinessDay } from '../ledger/index.ts';
import { isDayClosed } from './bill-queries.ts';
import { reportOf } from './day-report.ts';
import { billedChannels, summaryOf } from './day-summary.ts';
import { channelsOf, checksOf, type DayView, getReconciliationDay, noteChecks } from './get-day.ts';
import { dayAfter } from './list-days.ts';
import { allowLong } from './match-queries.ts';
import { insertDay, lockDays, selectLastClosedDay } from './queries.ts';
import { staffOf } from './staff.ts';

/**
 * Closes a day for ever: every bill matched, every difference adjusted, explained or parked with a reason, every sum right or parked. The ledger
 * takes no entry for it any more, and what comes later belongs to a later day.
 * @throws AppError `reconciliation.day_not_over`, `reconciliation.day_closed`, `reconciliation.earlier_day_open`, `reconciliation.day_not_ready`
 */
export async function closeDay(ctx: Ctx, { businessOn }: InputOf<typeof reconciliation.closeDay>): Promise<DayView> {
  const by = staffOf(ctx).name;
  await allowLong(ctx);
  await lockDays(ctx);
  if (businessOn >= (await businessDayNow(ctx))) throw new AppError('reconciliation.day_not_over', { day: businessOn });
  if (await isDayClosed(ctx, businessOn)) throw new AppError('reconciliation.day_closed', { day: businessOn });
  await needEarlierClosed(ctx, businessOn);
  const { sides, channels } = await channelsOf(ctx, businessOn);
  await noteChecks(ctx, businessOn, await checksOf(ctx, businessOn, sides));
  const { openCount, missingBills } = await summaryOf(ctx, businessOn);
  if (openCount > 0 || missingBills.length > 0)
    throw new AppError('reconciliation.day_not_ready', { day: businessOn, differences: openCount, bills: missingBills.length });
  const report = await reportOf(ctx, businessOn, channels);
  const anchorHash = await closeBusinessDay(ctx, businessOn);
  await insertDay(ctx, { business_on: businessOn, closed_at: ctx.now, closed_by: by, anchor_hash: anchorHash, report: JSON.stringify(report) });
  await record(ctx, { action: 'reconciliation.closeDay', targetKind: 'day', targetId: businessOn, after: { anchorHash } });
  await notifyLive(ctx, 'operator', { kind: 'reconciliation' });
  return getReconciliationDay(ctx, { businessOn });
}

/** Closing a day closes all before it in the ledger; so days are closed in their order, from the first that a channel was in use. */
async function needEarlierClosed(ctx: Ctx, businessOn: BusinessDay): Promise<void> {
  const last = await selectLastClosedDay(ctx);
  const since = (await billedChannels(ctx)).flatMap((channel) => channel.since ?? []).sort()[0];
  const first = last ? dayAfter(last, 1) : since;
  if (first !== undefined && first < businessOn) throw new AppError('reconciliation.earlier_day_open', { day: first });
}

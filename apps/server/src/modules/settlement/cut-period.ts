import { AppError, type InputOf, type settlement } from '@tessera/contract';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { takeCutLock } from './accrual-queries.ts';
import { describeMonth, firstOpenMonth, type PeriodView, spanOf } from './period.ts';
import { insertPeriod, selectPeriods } from './period-queries.ts';
import { announceSettlement, personOf } from './person.ts';

/** What a worker does about a month that is cut off; named here, so that who queues it need not know who does it. */
export const SUM_PERIOD = { name: 'settlement.sumPeriod', schema: z.object({ firstOn: z.string() }) };

/**
 * Cuts a month off: from now on whatever is of its days counts in the next one. Waits for who accrues at this moment; who comes later sees the cut.
 * @throws AppError `settlement.period_not_over`, `settlement.period_cut`, `settlement.earlier_period_open`, `settlement.period_unknown`
 */
export async function cutPeriod(ctx: Ctx, { month }: InputOf<typeof settlement.cutSettlementPeriod>): Promise<PeriodView> {
  const { staffId, name } = personOf(ctx);
  const { firstOn, lastOn } = spanOf(month);
  if (lastOn >= (await businessDayNow(ctx))) throw new AppError('settlement.period_not_over', { month });
  await takeCutLock(ctx);
  const cut = await selectPeriods(ctx);
  if (cut.some((row) => row.first_on === firstOn)) throw new AppError('settlement.period_cut', { month });
  const next = await firstOpenMonth(ctx, cut);
  if (next === null || month < next) throw new AppError('settlement.period_unknown', { month });
  if (month > next) throw new AppError('settlement.earlier_period_open', { month: next });
  await insertPeriod(ctx, {
    first_on: firstOn,
    last_on: lastOn,
    state: 'closing',
    cut_by: staffId,
    cut_by_name: name,
    cut_at: ctx.now,
    summed_on: null,
    summed_at: null,
    bills_minor: null,
    payables_minor: null,
    margin_minor: null,
    approved_by: null,
    approved_by_name: null,
    approved_at: null,
  });
  await record(ctx, {
    action: 'settlement.cutSettlementPeriod',
    targetKind: 'settlementPeriod',
    targetId: month,
    after: { state: 'closing', maker: name },
  });
  await addJob(ctx, { job: SUM_PERIOD, input: { firstOn }, jobKey: `settlement.sumPeriod ${firstOn}` });
  await announceSettlement(ctx);
  return describeMonth(ctx, month);
}

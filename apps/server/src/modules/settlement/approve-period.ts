import { AppError, type InputOf, type settlement } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { setOffBill } from '../deposits/index.ts';
import { accountOf } from './account.ts';
import { describeMonth, type PeriodView, spanOf } from './period.ts';
import { issueStatements, lockPeriod, selectBillsOf, updatePeriod } from './period-queries.ts';
import { announceSettlement, personOf } from './person.ts';

/**
 * Closes a summed month for good; its bills and payables are issued, and bills of issuers that pay in advance set off against their deposits. Another person than the one who cut it off.
 * @throws AppError `settlement.period_unknown`, `settlement.period_not_now`, `settlement.needs_another_person`
 */
export async function approvePeriod(ctx: Ctx, { month }: InputOf<typeof settlement.approveSettlementPeriod>): Promise<PeriodView> {
  const { staffId, name } = personOf(ctx);
  const { firstOn } = spanOf(month);
  const period = await lockPeriod(ctx, firstOn);
  if (!period) throw new AppError('settlement.period_unknown', { month });
  if (period.state !== 'summed') throw new AppError('settlement.period_not_now', { month });
  if (period.cut_by === staffId) throw new AppError('settlement.needs_another_person', { month });
  await updatePeriod(ctx, firstOn, { state: 'closed', approved_by: staffId, approved_by_name: name, approved_at: ctx.now });
  await issueStatements(ctx, firstOn);
  await setOffBills(ctx, month);
  const { bills_minor: billsMinor, payables_minor: payablesMinor, margin_minor: marginMinor } = period;
  await record(ctx, {
    action: 'settlement.approveSettlementPeriod',
    targetKind: 'settlementPeriod',
    targetId: month,
    before: { state: 'summed' },
    after: { state: 'closed', billsMinor, payablesMinor, marginMinor, maker: period.cut_by_name, checker: name },
  });
  await announceSettlement(ctx);
  return describeMonth(ctx, month);
}

/** In the order of their issuers, as whoever holds several deposits takes them. */
async function setOffBills(ctx: Ctx, month: string): Promise<void> {
  for (const { id, issuer_id: issuerId, amount_minor: amountMinor } of await selectBillsOf(ctx, spanOf(month).firstOn)) {
    if (issuerId === null) continue;
    await setOffBill(ctx, { id, issuerId, month, amountMinor }, await asSystem(ctx, (system) => accountOf(system, 'receivable', issuerId)));
  }
}

import type { InputOf, OutputOf, settlement } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { describeMonth, describeMonths, type PeriodView } from './period.ts';
import { personOf } from './person.ts';

/** @throws AppError `request.forbidden` */
export async function listSettlementPeriods(ctx: Ctx): Promise<OutputOf<typeof settlement.listSettlementPeriods>> {
  personOf(ctx);
  return { items: await describeMonths(ctx) };
}

/** @throws AppError `request.forbidden`, `settlement.period_unknown` */
export async function getSettlementPeriod(ctx: Ctx, { month }: InputOf<typeof settlement.getSettlementPeriod>): Promise<PeriodView> {
  personOf(ctx);
  return describeMonth(ctx, month);
}

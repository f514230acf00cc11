import type { CashDay } from '@tessera/contract';
import type { BusinessDay, Minor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type CountOfDay, type DayOfCash, sumCashOn, sumCountsOn } from './cash-queries.ts';

export type CashOn = { [Name in keyof CashDay]: Name extends `${string}Minor` ? Minor : CashDay[Name] } & DayOfCash & CountOfDay;

/** What came into drawers and went out of them on a business day, and how they were counted: for holding the books against it. */
export function cashOn(ctx: Ctx, businessOn: BusinessDay): Promise<CashOn> {
  return asSystem(ctx, async (system) => ({ ...(await sumCashOn(system, businessOn)), ...(await sumCountsOn(system, businessOn)) }));
}

import { type BusinessDay, dayAfter } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { firstBusinessDay } from '../ledger/index.ts';
import { billedChannels } from './day-summary.ts';
import { selectClosedSpan } from './queries.ts';

/** The first day that anybody reconciles: on which money first came through a channel that writes bills, or, without any, on which the books begin. */
export async function firstDay(ctx: Ctx): Promise<BusinessDay | null> {
  const since = (await billedChannels(ctx)).flatMap((channel) => channel.since ?? []).sort()[0] ?? (await asSystem(ctx, firstBusinessDay));
  const { first } = await selectClosedSpan(ctx);
  return first !== null && (since === null || first < since) ? first : since;
}

/** The day that is to be closed next. */
export async function firstOpenDay(ctx: Ctx): Promise<BusinessDay | null> {
  const { last } = await selectClosedSpan(ctx);
  return last === null ? firstDay(ctx) : dayAfter(last, 1);
}

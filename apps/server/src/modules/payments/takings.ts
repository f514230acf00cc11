import { type Id, type Minor, toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { addTotal, selectMerchantSums, selectTillSums, type TillSumRow } from './queries.ts';

/** What a till took, or gave back, that no member's wallet paid. A negative count takes it out of the day again. */
export type Taking = {
  readonly businessOn: string;
  readonly merchantId: Id<'organization'>;
  readonly terminalId: Id<'terminal'> | null;
  readonly kind: 'sale' | 'sale_refund';
  readonly count: 1 | -1;
  readonly amountMinor: Minor;
};

/** Adds to the day's totals what is no payment of a member. In the transaction that posts it. */
export function addTaking(ctx: Ctx, taking: Taking): Promise<void> {
  return asSystem(ctx, (system) => addTotal(system, taking));
}

/** What members ever paid at a terminal by card or code, and got back there. It only grows: what lies between two looks is exactly what came between. */
export type TillSums = { chargeCount: number; chargeMinor: Minor; refundCount: number; refundMinor: Minor };

export async function sumsOfTill(ctx: Ctx, terminalId: Id<'terminal'>): Promise<TillSums> {
  return sumsIn(await selectTillSums(ctx, [terminalId]));
}

/** The same of many at once; each that was asked for has an answer. */
export async function sumsOfTills(ctx: Ctx, terminalIds: readonly Id<'terminal'>[]): Promise<(terminalId: Id<'terminal'>) => TillSums> {
  const rows = await selectTillSums(ctx, terminalIds);
  return (terminalId) => sumsIn(rows.filter(({ terminal_id }) => terminal_id === terminalId));
}

function sumsIn(rows: readonly TillSumRow[]): TillSums {
  const of = (kind: 'charge' | 'refund') => rows.find((row) => row.kind === kind);
  return {
    chargeCount: of('charge')?.payment_count ?? 0,
    chargeMinor: of('charge')?.amount_minor ?? toMinor(0),
    refundCount: of('refund')?.payment_count ?? 0,
    refundMinor: of('refund')?.amount_minor ?? toMinor(0),
  };
}

/** All that merchants took between two days, both counted, however it was paid. Ask as the system. */
export function sumsOfMerchants(
  ctx: Ctx,
  of: { merchantIds: readonly Id<'organization'>[]; from: string; to: string },
): Promise<{ count: number; minor: Minor }> {
  return selectMerchantSums(ctx, of);
}

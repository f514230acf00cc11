import type { DayTotals, OutputOf, payments } from '@tessera/contract';
import { add, type Id, subtract, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { findOrganizations } from '../organizations/index.ts';
import { partyOf } from './party.ts';
import { selectDayTotals, selectSeenTotals, type TotalRow } from './queries.ts';

type Totals = OutputOf<typeof payments.getTerminalDay>;

/** Sums of one business day from its rows by kind: what wallets paid and what was paid past them. Pure. */
export function totalsOf(businessOn: DayTotals['businessOn'], rows: readonly TotalRow[]): Totals {
  const charge = sumOf(rows, ['charge', 'sale']);
  const refund = sumOf(rows, ['refund', 'sale_refund']);
  return {
    businessOn,
    chargeCount: charge.count,
    chargeMinor: charge.minor,
    refundCount: refund.count,
    refundMinor: refund.minor,
    netMinor: subtract(charge.minor, refund.minor),
  };
}

function sumOf(rows: readonly TotalRow[], kinds: readonly TotalRow['kind'][]) {
  const ofKind = rows.filter((row) => kinds.includes(row.kind));
  return { count: ofKind.reduce((count, row) => count + row.payment_count, 0), minor: add(ZERO, ...ofKind.map((row) => row.amount_minor)) };
}

/** The day of the terminal that asks. */
export async function getTerminalDay(ctx: Ctx, businessOn: string): Promise<Totals> {
  if (ctx.actor.kind !== 'terminal') return totalsOf(businessOn, []);
  return totalsOf(businessOn, await selectDayTotals(ctx, { businessOn, terminalId: ctx.actor.terminalId }));
}

/** The day of everything that the actor may see, and of each merchant in it, the largest first. */
export async function getToday(ctx: Ctx, businessOn: string): Promise<OutputOf<typeof payments.getToday>> {
  const rows = await rowsOf(ctx, businessOn);
  const byMerchant = new Map<Id<'organization'>, TotalRow[]>();
  for (const row of rows) if (row.merchant_id) byMerchant.set(row.merchant_id, [...(byMerchant.get(row.merchant_id) ?? []), row]);
  const names = await findOrganizations(ctx, byMerchant.keys());
  const merchants = [...byMerchant].map(([merchantId, own]) => ({
    merchantId,
    merchantName: names.get(merchantId)?.name ?? '',
    totals: totalsOf(businessOn, own),
  }));
  const [topUp, issued, issuedBack] = [sumOf(rows, ['top_up']), sumOf(rows, ['issuer_top_up']), sumOf(rows, ['issuer_top_up_back'])];
  return {
    totals: totalsOf(businessOn, rows),
    topUpCount: topUp.count,
    topUpMinor: topUp.minor,
    issuerTopUpCount: issued.count,
    issuerTopUpMinor: issued.minor,
    issuerTopUpBackCount: issuedBack.count,
    issuerTopUpBackMinor: issuedBack.minor,
    merchants: merchants.sort((a, b) => b.totals.netMinor - a.totals.netMinor),
  };
}

/** The merchants' totals that the actor may see; a member's payments, and a department's, are in no roll-up of their own. */
async function rowsOf(ctx: Ctx, businessOn: string): Promise<TotalRow[]> {
  const party = partyOf(ctx.actor);
  if (party === 'everybody') return departmentsOf(ctx.actor) ? selectSeenTotals(ctx, businessOn) : selectDayTotals(ctx, { businessOn });
  return party === 'nobody' || 'memberId' in party ? [] : selectDayTotals(ctx, { businessOn, merchantId: party.merchantId });
}

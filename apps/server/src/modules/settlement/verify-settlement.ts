import type { Ctx } from '../../platform/ctx.ts';
import { checkDeposits } from '../deposits/index.ts';
import { balanceOf } from '../ledger/index.ts';
import { payableAccountOf } from '../merchants/index.ts';
import { merchantAccountOf } from '../payments/index.ts';
import { accountOf } from './account.ts';
import { compareMargin } from './margin-queries.ts';
import { sumPayouts } from './payout-queries.ts';
import { selectPeriods, sumAccruals, sumByIssuer, sumByMerchant } from './period-queries.ts';
import { sumTakingsByMerchant } from './taking-queries.ts';

export type SettlementFault = { readonly what: string; readonly stands: number; readonly should: number };

/**
 * Holds what was billed and owed against the transactions, and both against the ledger: none, or something is broken. For each month that is
 * summed Σ bills − Σ payables is the margin. A merchant is owed what it
 * served and what its settled takings left, less what the bank has paid, and each pay-out is the sum of its parts. What was set off against deposits is owed no more. Takings must have been followed to the end. Reads every
 * accrual and every taking; as the system.
 */
export async function verifySettlement(ctx: Ctx): Promise<SettlementFault[]> {
  const faults: SettlementFault[] = [];
  const hold = (what: string, stands: number | null, should: number) => {
    if (stands !== should) faults.push({ what, stands: stands ?? 0, should });
  };
  for (const period of await selectPeriods(ctx)) {
    if (period.state === 'closing') continue;
    const { bills, payables } = await sumAccruals(ctx, { firstOn: period.first_on, lastOn: period.last_on });
    hold(`bills of ${period.first_on}`, period.bills_minor, bills);
    hold(`payables of ${period.first_on}`, period.payables_minor, payables);
    hold(`margin of ${period.first_on}`, period.margin_minor, bills - payables);
  }
  const margin = await compareMargin(ctx);
  hold('bills in the sums of margins', margin.bills, margin.billsShould);
  hold('payables in the sums of margins', margin.payables, margin.payablesShould);
  const { bills, payables } = await sumAccruals(ctx);
  hold('service revenue', await balanceOf(ctx, await accountOf(ctx, 'revenue')), bills);
  hold('service cost', await balanceOf(ctx, await accountOf(ctx, 'cost')), 0 - payables);
  const deposits = await checkDeposits(ctx);
  for (const { issuerId, stands, should } of deposits) hold(`deposit of ${issuerId}`, stands, should);
  const setOff = new Map(deposits.map((of) => [of.issuerId, of.setOff]));
  for (const { issuerId, amount } of await sumByIssuer(ctx)) {
    const account = issuerId === null ? await accountOf(ctx, 'own') : await accountOf(ctx, 'receivable', issuerId);
    hold(
      `receivable of ${issuerId ?? 'the operator'}`,
      await balanceOf(ctx, account),
      (issuerId === null ? 0 : (setOff.get(issuerId) ?? 0)) - amount,
    );
  }
  const { byMerchant, wrongParts } = await sumPayouts(ctx);
  hold('pay-outs that are not the sum of their payables', wrongParts, 0);
  hold(
    'clearing',
    await balanceOf(ctx, await accountOf(ctx, 'clearing')),
    byMerchant.reduce((sum, { paid }) => sum + paid, 0),
  );
  const paid = new Map(byMerchant.map((row) => [row.merchantId, row.paid]));
  const takings = await sumTakingsByMerchant(ctx);
  for (const of of takings) {
    hold(`statements of takings of ${of.merchantId}`, of.settled, of.takings);
    hold(`commission of ${of.merchantId}`, of.kept, of.commission);
    hold(`takings of ${of.merchantId}`, await balanceOf(ctx, await merchantAccountOf(ctx, of.merchantId)), of.open);
  }
  hold(
    'commission',
    await balanceOf(ctx, await accountOf(ctx, 'commission')),
    takings.reduce((sum, { kept }) => sum + kept, 0),
  );
  const served = new Map((await sumByMerchant(ctx)).map(({ merchantId, amount }) => [merchantId, amount]));
  const settled = new Map(takings.map((of) => [of.merchantId, of.settled]));
  for (const merchantId of new Set([...served.keys(), ...settled.keys()])) {
    const owed = (served.get(merchantId) ?? 0) + (settled.get(merchantId) ?? 0) - (paid.get(merchantId) ?? 0);
    hold(`payable of ${merchantId}`, await balanceOf(ctx, await payableAccountOf(ctx, merchantId)), owed);
  }
  return faults;
}

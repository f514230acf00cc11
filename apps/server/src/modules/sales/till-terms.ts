import { AppError } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import type { TerminalFacts } from '../payments/index.ts';

/** The same bounds as for a charge of a wallet. @throws AppError `sales.merchant_suspended`, `sales.over_terminal_limit` */
export function checkTill(terminal: TerminalFacts, amountMinor: Minor): void {
  if (terminal.merchantStatus !== 'active') throw new AppError('sales.merchant_suspended');
  if (amountMinor > terminal.maxAmountMinor) throw new AppError('sales.over_terminal_limit', { limitMinor: terminal.maxAmountMinor });
}

const TITLE_MAX = 80;

/** What the payer reads at the channel: the shop's name. */
export async function titleOf(ctx: Ctx, merchantId: Id<'organization'>): Promise<string> {
  const merchants = await asSystem(ctx, (system) => findOrganizations(system, [merchantId]));
  return merchants.get(merchantId)?.name.slice(0, TITLE_MAX) || 'Tessera';
}

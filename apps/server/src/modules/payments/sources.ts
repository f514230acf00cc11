import { spendOrder } from '@tessera/rules';
import { MAX_SOURCES, type Source } from '../ledger/index.ts';
import type { PayerFacts } from './decide-charge.ts';
import type { TerminalFacts } from './terminal-facts.ts';

/**
 * The accounts that a charge draws on before the wallet's cash, in order. Whoever lends a wallet further money adds it to the payer's facts
 * and here, and names its accounts in `describe-legs.ts`; the wallet's fence must rise whenever these facts change. Pure.
 */
export function sourcesFor(payer: PayerFacts, at: { terminal: TerminalFacts; businessOn: string }): Source[] {
  const { merchantId, merchantCategory: category } = at.terminal;
  return spendOrder(payer.purses, { merchantId, category, businessOn: at.businessOn })
    .slice(0, MAX_SOURCES)
    .map(({ accountId }) => ({ account: accountId }));
}

import { type Id, toMinor } from '@tessera/kernel';
import { merchantAccountOf, presentFacts, type TerminalFacts } from '../src/modules/payments/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';

const LIMIT_MINOR = 100_000;

/** What the charge path would know of a till of the demo, had somebody enrolled it. */
export async function factsOfTill(ctx: Ctx, till: { terminalId: Id<'terminal'>; merchantId: Id<'organization'> }): Promise<TerminalFacts> {
  const { terminalId, merchantId } = till;
  return presentFacts({
    terminalId,
    merchantId,
    merchantAccountId: await merchantAccountOf(ctx, merchantId),
    merchantStatus: 'active',
    merchantCategory: null,
    maxAmountMinor: toMinor(LIMIT_MINOR),
    refundsAllowed: true,
    actor: { kind: 'terminal', terminalId, merchantId, permissions: new Set() },
  });
}

import { add, type Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { followJournal, payerOf, TRANSFER_CODES, type Transfer } from '../ledger/index.ts';
import { findWalletsByAccounts } from '../wallets/index.ts';
import { credentialOf } from './credential-codes.ts';
import { selectMerchantsByAccounts } from './queries.ts';
import { type NewPayment, recordPayments } from './record-payments.ts';

/** Journal pages that one transaction takes: at the busiest, some thousand charges. */
export const PAGES_PER_STEP = 16;
const SUBSCRIBER = 'payments';

/**
 * Carries charges from the ledger's journal into what people look at, in order, from where it stopped. One process at a time does it.
 * Answers how many pages it took; 0 when it has caught up or another process is at it.
 */
export function projectCharges(ctx: Ctx): Promise<number> {
  return followJournal(ctx, {
    subscriber: SUBSCRIBER,
    limit: PAGES_PER_STEP,
    apply: async (pages) => {
      const charges = pages.flatMap((page) => page.transfers).filter((transfer) => transfer.code === TRANSFER_CODES.payment);
      await recordPayments(ctx, await rowsOf(ctx, charges));
    },
  });
}

/** The legs of one charge stand behind each other in one page; of a charge that one account bore, the one transfer is all of it. */
function chargesOf(transfers: readonly Transfer[]): Transfer[][] {
  const byKey = new Map<string, Transfer[]>();
  for (const transfer of transfers) {
    const key = transfer.posting ?? transfer.id;
    const legs = byKey.get(key);
    if (legs) legs.push(transfer);
    else byKey.set(key, [transfer]);
  }
  return [...byKey.values()];
}

async function rowsOf(ctx: Ctx, transfers: readonly Transfer[]): Promise<NewPayment[]> {
  if (transfers.length === 0) return [];
  const wallets = await findWalletsByAccounts(ctx, [...new Set(transfers.map(payerOf))]);
  const members = new Map(wallets.map((wallet) => [wallet.accountId, wallet.memberId]));
  const merchants = await selectMerchantsByAccounts(ctx, [...new Set(transfers.map((charge) => charge.credit))]);
  return chargesOf(transfers).flatMap((legs) => {
    const [charge] = legs;
    if (!charge) return [];
    const memberId = members.get(payerOf(charge));
    const merchantId = merchants.get(charge.credit);
    const balance = charge.payerBalanceAfterMinor ?? charge.balanceAfterMinor;
    if (!memberId || !merchantId || balance === null) throw new Error(`charge ${charge.id} has no known payer or merchant`);
    return [
      {
        id: (charge.posting ?? charge.id) as Id<'payment'>, // A payment has the id of its first transfer.
        kind: 'charge' as const,
        amount_minor: add(...legs.map((leg) => leg.amountMinor)),
        balance_after_minor: balance,
        member_id: memberId,
        merchant_id: merchantId,
        terminal_id: charge.origin as Id<'terminal'> | null, // A charge's origin is its terminal.
        staff_id: null,
        credential: credentialOf(charge.via),
        original_id: null,
        reason: null,
        business_on: charge.businessOn,
        at: charge.at,
        ...(charge.posting !== null && { legs: legs.map(({ debit, ...leg }) => ({ account: debit, ...leg })) }),
      },
    ];
  });
}

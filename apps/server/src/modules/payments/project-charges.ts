import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { followJournal, TRANSFER_CODES, type Transfer } from '../ledger/index.ts';
import { findWalletsByAccounts } from '../wallets/index.ts';
import { credentialOf } from './credential-codes.ts';
import { type PaymentRow, selectMerchantsByAccounts } from './queries.ts';
import { recordPayments } from './record-payments.ts';

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

async function rowsOf(ctx: Ctx, charges: readonly Transfer[]): Promise<PaymentRow[]> {
  if (charges.length === 0) return [];
  const wallets = await findWalletsByAccounts(ctx, [...new Set(charges.map((charge) => charge.debit))]);
  const members = new Map(wallets.map((wallet) => [wallet.accountId, wallet.memberId]));
  const merchants = await selectMerchantsByAccounts(ctx, [...new Set(charges.map((charge) => charge.credit))]);
  return charges.flatMap((charge) => {
    const memberId = members.get(charge.debit);
    const merchantId = merchants.get(charge.credit);
    if (!memberId || !merchantId || charge.balanceAfterMinor === null) throw new Error(`charge ${charge.id} has no known payer or merchant`);
    return [
      {
        id: charge.id as Id<'payment'>, // A payment has the id of its transfer.
        kind: 'charge' as const,
        amount_minor: charge.amountMinor,
        balance_after_minor: charge.balanceAfterMinor,
        member_id: memberId,
        merchant_id: merchantId,
        terminal_id: charge.origin as Id<'terminal'> | null, // A charge's origin is its terminal.
        staff_id: null,
        credential: credentialOf(charge.via),
        original_id: null,
        reason: null,
        business_on: charge.businessOn,
        at: charge.at,
      },
    ];
  });
}

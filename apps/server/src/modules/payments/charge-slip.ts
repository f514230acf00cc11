import { AppError } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import { spendOrder } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type AccountId, chargePastLimits, MAX_SOURCES, TRANSFER_CODES, viaOf } from '../ledger/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { purseFacts } from '../subsidies/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { merchantAccountOf } from './merchant-account.ts';
import { recordPayments } from './record-payments.ts';

export type SlipCharge = {
  readonly id: Id<string>;
  readonly memberId: Id<'member'>;
  readonly merchantId: Id<'organization'>;
  readonly amountMinor: Minor;
  /** What the paper says of itself, for the history. */
  readonly reason: string;
  readonly businessOn: BusinessDay;
  /** The day on the paper, which decides what pays there: a purse that ended since gives what it still has. */
  readonly paidOn: BusinessDay;
};

/**
 * A payment that was taken on paper: by the usual spend order, without limits and PIN, which were the till's to ask, once under its key.
 * @throws LedgerRefusal `insufficient_funds`, `account_closed`, `key_reused`; AppError `payments.wallet_not_active`
 */
export async function chargeSlip(ctx: Ctx, charge: SlipCharge): Promise<void> {
  const { memberId, merchantId, businessOn, amountMinor } = charge;
  const wallet = (await findWalletsOfMembers(ctx, [memberId])).get(memberId);
  if (!wallet) throw new AppError('payments.wallet_not_active', { memberId });
  // What a member's purses may pay is the house's rule: whoever confirms the slip need not be one who sees them.
  const { credit, sources } = await asSystem(ctx, async (system) => ({
    credit: await merchantAccountOf(system, merchantId),
    sources: await sourcesOf(system, { walletId: wallet.walletId, merchantId, paidOn: charge.paidOn }),
  }));
  const charged = await chargePastLimits(ctx, {
    id: charge.id,
    debit: wallet.accountId,
    credit,
    amountMinor,
    code: TRANSFER_CODES.payment,
    via: viaOf('counter'),
    businessOn,
    sources,
  });
  await recordPayments(ctx, [
    {
      id: charge.id as Id<'payment'>, // A payment has the id of its transfer.
      kind: 'charge',
      amount_minor: amountMinor,
      balance_after_minor: charged.balanceAfterMinor,
      member_id: memberId,
      merchant_id: merchantId,
      terminal_id: null,
      staff_id: ctx.actor.kind === 'staff' ? ctx.actor.staffId : null,
      credential: 'counter',
      original_id: null,
      reason: charge.reason,
      business_on: businessOn,
      at: charged.at,
      ...(charged.legs && { legs: charged.legs }),
    },
  ]);
}

async function sourcesOf(ctx: Ctx, at: { walletId: Id<'wallet'>; merchantId: Id<'organization'>; paidOn: BusinessDay }): Promise<AccountId[]> {
  const category = (await findOrganizations(ctx, [at.merchantId])).get(at.merchantId)?.category ?? null;
  const purses = (await purseFacts(ctx, [at.walletId])).get(at.walletId) ?? [];
  return spendOrder(purses, { merchantId: at.merchantId, category, businessOn: at.paidOn })
    .slice(0, MAX_SOURCES)
    .map(({ accountId }) => accountId);
}

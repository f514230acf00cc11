import { AppError } from '@tessera/contract';
import { type Id, type Minor, toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { post, TRANSFER_CODES } from '../ledger/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { viaOf } from './credential-codes.ts';
import { merchantAccountOf } from './merchant-account.ts';
import { recordPayments } from './record-payments.ts';

export type SlipCharge = {
  readonly id: Id<string>;
  readonly memberId: Id<'member'>;
  readonly merchantId: Id<'organization'>;
  readonly amountMinor: Minor;
  /** What the paper says of itself, for the history. */
  readonly reason: string;
  readonly businessOn: string;
};

/**
 * A payment that was taken on paper: from cash, without limits and PIN, which were the till's to ask, once under its key.
 * @throws LedgerRefusal `insufficient_funds`, `account_closed`; AppError `request.key_reused`, `wallets.unknown`
 */
export async function chargeSlip(ctx: Ctx, charge: SlipCharge): Promise<void> {
  const wallet = (await findWalletsOfMembers(ctx, [charge.memberId])).get(charge.memberId);
  if (!wallet) throw new AppError('wallets.unknown', { memberId: charge.memberId });
  const credit = await asSystem(ctx, (system) => merchantAccountOf(system, charge.merchantId));
  const { id, amountMinor, businessOn } = charge;
  const transfer = { id, debit: wallet.accountId, credit, amountMinor, code: TRANSFER_CODES.payment, via: viaOf('counter') };
  const posted = await post(ctx, { businessOn, transfers: [transfer] });
  if (posted.replayed) throw new AppError('request.key_reused');
  await recordPayments(ctx, [
    {
      id: id as Id<'payment'>, // A payment has the id of its transfer.
      kind: 'charge',
      amount_minor: amountMinor,
      balance_after_minor: posted.balancesAfterMinor[0] ?? toMinor(0),
      member_id: charge.memberId,
      merchant_id: charge.merchantId,
      terminal_id: null,
      staff_id: ctx.actor.kind === 'staff' ? ctx.actor.staffId : null,
      credential: 'counter',
      original_id: null,
      reason: charge.reason,
      business_on: businessOn,
      at: posted.at,
    },
  ]);
}

import { AppError, type CredentialKind } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { spendOrder } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type ChargeAnswer, chargeWithin, MAX_SOURCES, spendCode, TRANSFER_CODES, viaOf } from '../ledger/index.ts';
import { declineOf } from './decline.ts';
import { merchantAccountOf } from './merchant-account.ts';
import { PayerStale, PaymentDeclined, type ProvenPayer } from './prove-payer.ts';

export type ProvenCharge = {
  /** UUIDv7: the payment's id. */
  readonly id: string;
  readonly proven: ProvenPayer;
  readonly merchantId: Id<'organization'>;
  readonly merchantCategory: string | null;
  readonly terminalId: Id<'terminal'> | null;
  readonly amountMinor: Minor;
  readonly by: CredentialKind;
  readonly businessOn: string;
};

/**
 * Charges a proven payer in the caller's transaction, by every rule of a till's charge: limits, subsidies that pay there, then cash. Of nothing,
 * the code is spent all the same. The list that people look at follows from the journal. The transaction has to fail with what this throws.
 * @throws PaymentDeclined, PayerStale; AppError `request.key_reused`
 */
export async function chargeProven(ctx: Ctx, charge: ProvenCharge): Promise<void> {
  const { payer, nonce } = charge.proven;
  if (charge.amountMinor === 0) {
    const spent = await asSystem(ctx, (system) => spendCode(system, { account: payer.accountId, fence: payer.fence, nonce }));
    if (spent === 'stale') throw new PayerStale();
    if (spent !== 'spent') throw new PaymentDeclined(declineOf(spent));
    return;
  }
  const answer = await asSystem(ctx, async (system) => post(system, charge, await merchantAccountOf(system, charge.merchantId)));
  if (answer.outcome === 'stale') throw new PayerStale();
  if (answer.outcome === 'declined') throw new PaymentDeclined(declineOf(answer.reason));
  if (answer.outcome === 'key_reused' || answer.replayed) throw new AppError('request.key_reused');
}

function post(ctx: Ctx, charge: ProvenCharge, credit: number): Promise<ChargeAnswer> {
  const { payer, nonce } = charge.proven;
  const at = { merchantId: charge.merchantId, category: charge.merchantCategory, businessOn: charge.businessOn };
  const sources = spendOrder(payer.purses, at)
    .slice(0, MAX_SOURCES)
    .map(({ accountId }) => ({ account: accountId }));
  return chargeWithin(
    ctx,
    {
      id: charge.id,
      debit: payer.accountId,
      credit,
      amountMinor: charge.amountMinor,
      code: TRANSFER_CODES.payment,
      fence: payer.fence,
      nonce,
      origin: charge.terminalId ?? undefined,
      via: viaOf(charge.by),
      sources: sources.length > 0 ? sources : undefined,
    },
    charge.businessOn,
  );
}

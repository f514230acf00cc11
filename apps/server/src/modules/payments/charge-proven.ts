import { AppError, type CredentialKind } from '@tessera/contract';
import { type Id, type Minor, ZERO } from '@tessera/kernel';
import { spendOrder } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type ChargeAnswer, chargeWithin, countSpending, MAX_SOURCES, TRANSFER_CODES, uncountSpending, viaOf } from '../ledger/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
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
  /** What is paid otherwise, as with points, is worth this: limits count it like money. */
  readonly besideMinor?: Minor;
  readonly by: CredentialKind;
  readonly businessOn: string;
};

/**
 * Charges a proven payer in the caller's transaction, by every rule of a till's charge: limits, subsidies that pay there, then cash. Of no money,
 * the code is spent and the limits count all the same. The list that people look at follows from the journal. The transaction has to fail with
 * what this throws. @throws PaymentDeclined, PayerStale; AppError `request.key_reused`
 */
export async function chargeProven(ctx: Ctx, charge: ProvenCharge): Promise<void> {
  await asSystem(ctx, async (system) => {
    if (charge.amountMinor > 0) await take(system, charge);
    if (charge.amountMinor === 0 || charge.besideMinor) await count(system, charge);
  });
}

/** What was counted beside money, and is given back, frees the limit of its day. */
export async function freeSpending(ctx: Ctx, of: { memberId: Id<'member'>; besideMinor: Minor; businessOn: string }): Promise<void> {
  await asSystem(ctx, async (system) => {
    const wallet = (await findWalletsOfMembers(system, [of.memberId])).get(of.memberId);
    if (wallet) await uncountSpending(system, { account: wallet.accountId, amountMinor: of.besideMinor, businessOn: of.businessOn });
  });
}

async function take(system: Ctx, charge: ProvenCharge): Promise<void> {
  const answer = await post(system, charge, await merchantAccountOf(system, charge.merchantId));
  if (answer.outcome === 'stale') throw new PayerStale();
  if (answer.outcome === 'declined') throw new PaymentDeclined(declineOf(answer.reason));
  if (answer.outcome === 'key_reused' || answer.replayed) throw new AppError('request.key_reused');
}

/** A charge has spent the code already. */
async function count(system: Ctx, { proven, amountMinor, besideMinor = ZERO, businessOn }: ProvenCharge): Promise<void> {
  const { payer, nonce } = proven;
  const spending = { account: payer.accountId, fence: payer.fence, amountMinor: besideMinor, chargedMinor: amountMinor, businessOn };
  const counted = await countSpending(system, { ...spending, nonce: amountMinor === 0 ? nonce : undefined });
  if (counted === 'stale') throw new PayerStale();
  if (counted !== 'counted') throw new PaymentDeclined(declineOf(counted));
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

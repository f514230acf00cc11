import { AppError } from '@tessera/contract';
import { type Id, type Minor, negate, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { LedgerRefusal, type Posted, type PostTransfer, post, TRANSFER_CODES } from '../ledger/index.ts';
import { standingOf } from './deposit.ts';
import { writeLine } from './move-deposit.ts';
import { type DepositRow, lockDeposit } from './queries.ts';
import { announceDeposits } from './tell-parties.ts';
import { watchDeposit } from './watch-deposits.ts';

type Paying = { readonly id: string; readonly issuerId: Id<'organization'>; readonly amountMinor: Minor; readonly reference: string };

/** To the end of the transaction: of two who want the last of it, the second sees what the first took. As the system. @throws AppError `deposits.none` */
export async function holdDeposit(ctx: Ctx, issuerId: Id<'organization'>): Promise<DepositRow> {
  const deposit = await lockDeposit(ctx, issuerId);
  if (!deposit) throw new AppError('deposits.none', { issuerId });
  return deposit;
}

/** What is left when everything that was redeemed is billed too. As the system. @throws AppError `deposits.none` */
export async function leftOfDeposit(ctx: Ctx, issuerId: Id<'organization'>): Promise<Minor> {
  return (await standingOf(ctx, await holdDeposit(ctx, issuerId))).availableMinor;
}

/**
 * Out of an issuer's deposit into a purse, under the caller's id. Answers the purse's balance. As the system.
 * @throws AppError `deposits.none`, `deposits.short`, `request.key_reused`; LedgerRefusal, with nothing posted
 */
export async function payFromDeposit(
  ctx: Ctx,
  paying: Paying & { readonly to: Pick<PostTransfer, 'credit' | 'ceilingMinor' | 'via'> },
): Promise<Minor> {
  const { id, issuerId, amountMinor, reference, to } = paying;
  const deposit = await holdDeposit(ctx, issuerId);
  if ((await standingOf(ctx, deposit)).availableMinor < amountMinor) throw new AppError('deposits.short', { issuerId });
  const transfer = { ...to, id, debit: deposit.account_id, amountMinor, code: TRANSFER_CODES.topUp };
  const posted = await postOnce(ctx, transfer);
  await tell(ctx, deposit, { id, kind: 'topUp', reference, amountMinor: negate(amountMinor) });
  return posted.balancesAfterMinor[0] ?? ZERO;
}

/** From the purse to the deposit that paid it. Answers the purse's balance. As the system. @throws AppError `deposits.none`; LedgerRefusal, with nothing posted */
export async function payBackToDeposit(ctx: Ctx, paying: Paying & { readonly from: Pick<PostTransfer, 'debit' | 'original'> }): Promise<Minor> {
  const { id, issuerId, amountMinor, reference, from } = paying;
  const deposit = await holdDeposit(ctx, issuerId);
  const transfer = { ...from, id, credit: deposit.account_id, amountMinor, code: TRANSFER_CODES.issuerTopUpBack };
  const posted = await postOnce(ctx, transfer);
  await tell(ctx, deposit, { id, kind: 'topUpBack', reference, amountMinor });
  return posted.balancesAfterMinor[0] ?? ZERO;
}

const ELSEWHERE: readonly LedgerRefusal['reason'][] = ['key_reused', 'key_declined', 'reversed_before_arrival'];

/** Under a key that was never used: whoever asks again is answered before. @throws AppError `request.key_reused`; LedgerRefusal */
async function postOnce(ctx: Ctx, transfer: PostTransfer): Promise<Posted> {
  const posted = await post(ctx, { businessOn: await businessDayNow(ctx), transfers: [transfer] }).catch((error: unknown) => {
    throw error instanceof LedgerRefusal && ELSEWHERE.includes(error.reason) ? new AppError('request.key_reused') : error;
  });
  if (posted.replayed) throw new AppError('request.key_reused');
  return posted;
}

async function tell(ctx: Ctx, deposit: DepositRow, line: Parameters<typeof writeLine>[2]): Promise<void> {
  await writeLine(ctx, deposit, line);
  await watchDeposit(ctx, deposit.issuer_id);
  await announceDeposits(ctx, deposit.issuer_id);
}

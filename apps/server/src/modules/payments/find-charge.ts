import { AppError, type ChargeAnswer } from '@tessera/contract';
import { add, type Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findLegs, findTransfer, type Leg, payerOf, TRANSFER_CODES, type Transfer } from '../ledger/index.ts';
import { findMembers, maskName, maskNumber } from '../members/index.ts';
import { findWalletsByAccounts } from '../wallets/index.ts';
import { declineOf } from './decline.ts';
import { describeLegs } from './describe-legs.ts';
import type { TerminalFacts } from './terminal-facts.ts';

export type ChargeState = ChargeAnswer | { outcome: 'unknown'; key: Id<'payment'> };

/** What became of a key of this terminal. A key of another terminal is answered as unknown; the ledger refuses it when it is used. */
export async function findCharge(
  ctx: Ctx,
  input: { key: Id<'payment'>; terminal: Pick<TerminalFacts, 'terminalId' | 'merchantAccountId'> },
): Promise<ChargeState> {
  const { key, terminal } = input;
  const found = await findTransfer(ctx, key);
  if (found.state === 'unknown') return { outcome: 'unknown', key };
  if (found.state === 'declined') {
    if (found.origin !== terminal.terminalId) return { outcome: 'unknown', key };
    return { outcome: 'declined', key, amountMinor: found.amountMinor, reason: declineOf(found.reason), replayed: false, at: found.at };
  }
  const { transfer } = found;
  if (transfer.code !== TRANSFER_CODES.payment || transfer.origin !== terminal.terminalId) return { outcome: 'unknown', key };
  const [wallet] = await findWalletsByAccounts(ctx, [payerOf(transfer)]);
  const member = wallet && (await findMembers(ctx, [wallet.memberId])).get(wallet.memberId);
  const balanceAfterMinor = transfer.payerBalanceAfterMinor ?? transfer.balanceAfterMinor;
  if (!member || balanceAfterMinor === null) throw new AppError('request.failed');
  const legs = transfer.posting === key ? (await findLegs(ctx, key)).map(legOf) : [legOf(transfer)];
  return {
    outcome: 'approved',
    key,
    amountMinor: add(...legs.map((leg) => leg.amountMinor)),
    balanceAfterMinor,
    holder: { nameMasked: maskName(member.name), memberNumberMasked: maskNumber(member.memberNumber) },
    legs: await describeLegs(ctx, key, legs),
    replayed: false,
    at: transfer.at,
  };
}

/** What the account that gave it bore of a charge. */
function legOf({ debit, amountMinor, balanceAfterMinor }: Transfer): Leg {
  return { account: debit, amountMinor, balanceAfterMinor };
}

import type { OutputOf, wallets } from '@tessera/contract';
import { type BusinessDay, subtract, ZERO } from '@tessera/kernel';
import type { Account } from '../ledger/index.ts';
import { type Limits, pinState, type Wallet } from './wallet.ts';

export type WalletDescription = OutputOf<typeof wallets.getOwnWallet>;

/** The wallet as the contract shows it. What was spent on an earlier day counts no more. */
export function describeWallet(wallet: Wallet, account: Account, today: BusinessDay): WalletDescription {
  return {
    id: wallet.id,
    memberId: wallet.memberId,
    status: account.status,
    balanceMinor: account.balanceMinor,
    heldMinor: account.heldMinor,
    availableMinor: subtract(account.balanceMinor, account.heldMinor),
    daySpentMinor: account.spentOn >= today ? account.daySpentMinor : ZERO,
    limits: limitsOf(wallet, account),
    pin: pinState(wallet),
  };
}

/** A wallet's account is opened with both limits and never loses them; a lost one would let nothing through. */
export function limitsOf(wallet: Wallet, account: Account): Limits {
  return {
    transactionLimitMinor: account.transactionLimitMinor ?? ZERO,
    dayLimitMinor: account.dayLimitMinor ?? ZERO,
    noPinFloorMinor: wallet.noPinFloorMinor,
  };
}

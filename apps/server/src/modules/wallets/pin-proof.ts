import { AppError } from '@tessera/contract';
import { type PinVerdict, pinState, type Wallet } from './wallet.ts';

/** What came of the PIN that a request showed, and against which PIN it was held. */
export type PinProof = { shown: false } | { shown: true; verdict: PinVerdict; pinHash: string | null };

/**
 * Lets a change of this locked wallet pass that needs its PIN. A PIN that was changed since it was checked proves nothing.
 * @throws AppError wallets.pin_not_set, wallets.pin_locked, wallets.pin_required, wallets.pin_wrong
 */
export function demandPin(wallet: Pick<Wallet, 'id' | 'pinHash' | 'pinFailures'>, proof: PinProof): void {
  const state = pinState(wallet);
  if (state === 'unset') throw new AppError('wallets.pin_not_set', { walletId: wallet.id });
  if (proof.shown && proof.verdict === 'wrong') throw new AppError('wallets.pin_wrong', { walletId: wallet.id });
  if (state === 'locked') throw new AppError('wallets.pin_locked', { walletId: wallet.id });
  if (!proof.shown || proof.verdict !== 'right' || proof.pinHash !== wallet.pinHash) {
    throw new AppError('wallets.pin_required', { walletId: wallet.id });
  }
}

import { type Id, type Minor, toMinor } from '@tessera/kernel';
import type { PinHash } from './pin.ts';

/** So many wrong PINs in a row lock the PIN; the card still pays below the floor. */
export const PIN_FAILURES_MAX = 5;

export type Wallet = {
  readonly id: Id<'wallet'>;
  readonly memberId: Id<'member'>;
  /** The ledger account of the cash purse: balance, limits, status and fence are there. */
  readonly accountId: number;
  readonly noPinFloorMinor: Minor;
  readonly pinHash: string | null;
  readonly pinSalt: string | null;
  readonly pinFailures: number;
};

export type PinState = 'unset' | 'set' | 'locked';
export type PinVerdict = 'right' | 'wrong' | 'locked' | 'unset';

export function pinState(wallet: Pick<Wallet, 'pinHash' | 'pinFailures'>): PinState {
  if (wallet.pinHash === null) return 'unset';
  return wallet.pinFailures >= PIN_FAILURES_MAX ? 'locked' : 'set';
}

/** The hash to check a try against, or why there is nothing to check. */
export function pinToCheck(wallet: Pick<Wallet, 'pinHash' | 'pinSalt' | 'pinFailures'>): PinHash | 'unset' | 'locked' {
  if (wallet.pinHash === null || wallet.pinSalt === null) return 'unset';
  return pinState(wallet) === 'locked' ? 'locked' : { hash: wallet.pinHash, salt: wallet.pinSalt };
}

export type Limits = { readonly transactionLimitMinor: Minor; readonly dayLimitMinor: Minor; readonly noPinFloorMinor: Minor };

/** What a new wallet starts with. */
export const DEFAULT_LIMITS: Limits = {
  transactionLimitMinor: toMinor(50_000),
  dayLimitMinor: toMinor(100_000),
  noPinFloorMinor: toMinor(3_000),
};

/** Whether any of the limits lets more through than before, which takes the PIN. */
export function raisesAny(from: Limits, to: Limits): boolean {
  return to.transactionLimitMinor > from.transactionLimitMinor || to.dayLimitMinor > from.dayLimitMinor || to.noPinFloorMinor > from.noPinFloorMinor;
}

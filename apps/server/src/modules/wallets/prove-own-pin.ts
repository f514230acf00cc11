import { AppError } from '@tessera/contract';
import type { Call } from '../../platform/bind.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { checkPin } from './check-pin.ts';
import { ownWallet } from './own-wallet.ts';

const REFUSALS = { wrong: 'wallets.pin_wrong', locked: 'wallets.pin_locked', unset: 'wallets.pin_not_set' } as const;

/**
 * Lets a member go on who gives their own PIN. It is checked, and a wrong one counted, in a transaction of its own, which is over before the
 * caller begins another.
 * @throws AppError wallets.unknown, wallets.pin_wrong, wallets.pin_locked, wallets.pin_not_set
 */
export async function proveOwnPin(parts: { database: Database; secrets: SecretBox }, call: Call, pin: string): Promise<void> {
  const verdict = await parts.database.transaction(call.actor, call, async (ctx) =>
    checkPin(ctx, { walletId: (await ownWallet(ctx)).id, pin }, parts.secrets),
  );
  if (verdict !== 'right') throw new AppError(REFUSALS[verdict]);
}

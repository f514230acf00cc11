import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { pinMatches } from './pin.ts';
import { lockWallet, updateWallet } from './queries.ts';
import { raiseFenceOf } from './raise-wallet-fence.ts';
import { PIN_FAILURES_MAX, type PinVerdict, pinToCheck } from './wallet.ts';

/**
 * Compares a PIN and counts: the fifth wrong one in a row locks the PIN and is told so, a right one starts anew. The wallet's row stays locked from
 * the look to the count, so that tries at the same time stand in a queue and none is free. The transaction has to commit whatever
 * the caller then decides, or a wrong try would not count: give it one of its own.
 * @throws AppError wallets.unknown
 */
export async function checkPin(ctx: Ctx, input: { walletId: Id<'wallet'>; pin: string }, secrets: SecretBox): Promise<PinVerdict> {
  const wallet = await lockWallet(ctx, input.walletId);
  if (!wallet) throw new AppError('wallets.unknown', { walletId: input.walletId });
  const known = pinToCheck(wallet);
  if (known === 'unset' || known === 'locked') return known;
  if (await pinMatches(input.pin, known, secrets)) {
    if (wallet.pinFailures > 0) await updateWallet(ctx, wallet.id, { pin_failures: 0 });
    return 'right';
  }
  const failures = wallet.pinFailures + 1;
  await updateWallet(ctx, wallet.id, { pin_failures: failures });
  if (failures < PIN_FAILURES_MAX) return 'wrong';
  await raiseFenceOf(ctx, wallet);
  await record(ctx, { action: 'wallets.lockPin', targetKind: 'wallet', targetId: wallet.id });
  return 'locked';
}

import { AppError, type InputOf, type wallets } from '@tessera/contract';
import { businessDayOf } from '@tessera/kernel';
import { isWeakPin } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { notify } from '../notifications/index.ts';
import { announceWallet } from './announce-wallet.ts';
import { accountOf } from './cash-accounts.ts';
import { describeWallet, type WalletDescription } from './describe-wallet.ts';
import { lockedOwnWallet } from './own-wallet.ts';
import { hashPin } from './pin.ts';
import { demandPin, type PinProof } from './pin-proof.ts';
import { updateWallet } from './queries.ts';
import { raiseFenceOf } from './raise-wallet-fence.ts';
import { pinState } from './wallet.ts';

/**
 * The first PIN is set freely; a change needs the present one.
 * @throws AppError wallets.unknown, wallets.pin_weak, wallets.pin_required, wallets.pin_wrong, wallets.pin_locked
 */
export async function setOwnPin(
  ctx: Ctx,
  input: InputOf<typeof wallets.setOwnPin> & { proof: PinProof },
  { secrets, timeZone }: { secrets: SecretBox; timeZone: string },
): Promise<WalletDescription> {
  if (isWeakPin(input.pin)) throw new AppError('wallets.pin_weak');
  const { hash, salt } = await hashPin(input.pin, secrets); // Before the lock, which nobody should wait for while this stretches.
  const wallet = await lockedOwnWallet(ctx);
  const before = pinState(wallet);
  if (before !== 'unset') demandPin(wallet, input.proof);

  await updateWallet(ctx, wallet.id, { pin_hash: hash, pin_salt: salt, pin_failures: 0 });
  await raiseFenceOf(ctx, wallet);
  await announceWallet(ctx, wallet);
  await notify(ctx, { to: { memberId: wallet.memberId }, kind: 'security.pinChanged', params: { at: ctx.now.toISOString() } });
  await record(ctx, {
    action: 'wallets.setOwnPin',
    targetKind: 'wallet',
    targetId: wallet.id,
    before: { pin: before },
    after: { pin: 'set' },
  });
  const changed = { ...wallet, pinHash: hash, pinSalt: salt, pinFailures: 0 };
  return describeWallet(changed, await accountOf(ctx, wallet), businessDayOf(ctx.now, timeZone));
}

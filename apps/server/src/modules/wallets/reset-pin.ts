import { AppError, type InputOf, type wallets } from '@tessera/contract';
import { businessDayOf } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { notify } from '../notifications/index.ts';
import { announceWallet } from './announce-wallet.ts';
import { accountOf } from './cash-accounts.ts';
import { describeWallet, type WalletDescription } from './describe-wallet.ts';
import { lockWalletOfMember, updateWallet } from './queries.ts';
import { raiseFenceOf } from './raise-wallet-fence.ts';
import { pinState } from './wallet.ts';

/** Clears the PIN and its wrong tries; until the member sets a new one, nothing above the floor is paid. @throws AppError wallets.unknown */
export async function resetPin(ctx: Ctx, input: InputOf<typeof wallets.resetPin>, timeZone: string): Promise<WalletDescription> {
  const wallet = await lockWalletOfMember(ctx, input.memberId);
  if (!wallet) throw new AppError('wallets.unknown', { memberId: input.memberId });

  await updateWallet(ctx, wallet.id, { pin_hash: null, pin_salt: null, pin_failures: 0 });
  await raiseFenceOf(ctx, wallet);
  await announceWallet(ctx, wallet);
  await notify(ctx, { to: { memberId: wallet.memberId }, kind: 'security.pinChanged', params: { at: ctx.now.toISOString() } });
  await record(ctx, {
    action: 'wallets.resetPin',
    targetKind: 'wallet',
    targetId: wallet.id,
    before: { pin: pinState(wallet) },
    after: { pin: 'unset' },
  });
  const cleared = { ...wallet, pinHash: null, pinSalt: null, pinFailures: 0 };
  return describeWallet(cleared, await accountOf(ctx, wallet), businessDayOf(ctx.now, timeZone));
}

import type { InputOf, wallets } from '@tessera/contract';
import { businessDayOf } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { setLimits } from '../ledger/index.ts';
import { announceWallet } from './announce-wallet.ts';
import { accountOf } from './cash-accounts.ts';
import { describeWallet, limitsOf, type WalletDescription } from './describe-wallet.ts';
import { lockedOwnWallet } from './own-wallet.ts';
import { demandPin, type PinProof } from './pin-proof.ts';
import { updateWallet } from './queries.ts';
import { raiseFenceOf } from './raise-wallet-fence.ts';
import { type Limits, raisesAny } from './wallet.ts';

/**
 * Lowering acts at once; raising any limit needs the PIN.
 * @throws AppError wallets.unknown, wallets.pin_not_set, wallets.pin_required, wallets.pin_wrong, wallets.pin_locked
 */
export async function setOwnLimits(
  ctx: Ctx,
  input: InputOf<typeof wallets.setOwnLimits> & { proof: PinProof },
  timeZone: string,
): Promise<WalletDescription> {
  const wallet = await lockedOwnWallet(ctx);
  const before = limitsOf(wallet, await accountOf(ctx, wallet));
  const after: Limits = {
    transactionLimitMinor: input.transactionLimitMinor,
    dayLimitMinor: input.dayLimitMinor,
    noPinFloorMinor: input.noPinFloorMinor,
  };
  if (raisesAny(before, after)) demandPin(wallet, input.proof);

  const { transactionLimitMinor, dayLimitMinor, noPinFloorMinor } = after;
  await updateWallet(ctx, wallet.id, { no_pin_floor_minor: noPinFloorMinor });
  const account = await setLimits(ctx, { account: wallet.accountId, transactionLimitMinor, dayLimitMinor });
  await raiseFenceOf(ctx, wallet);
  await announceWallet(ctx, wallet);
  await record(ctx, { action: 'wallets.setOwnLimits', targetKind: 'wallet', targetId: wallet.id, before, after });
  return describeWallet({ ...wallet, noPinFloorMinor }, account, businessDayOf(ctx.now, timeZone));
}

import { AppError, type InputOf, type OutputOf, type wallets } from '@tessera/contract';
import { businessDayOf } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers } from '../members/index.ts';
import { accountOf } from './cash-accounts.ts';
import { describeWallet } from './describe-wallet.ts';
import { selectWalletOfMember } from './queries.ts';
import { topUpBounds } from './top-up-bounds.ts';

type Input = InputOf<typeof wallets.getMemberWallet>;

/** @throws AppError wallets.unknown */
export async function getMemberWallet(ctx: Ctx, { memberId }: Input, timeZone: string): Promise<OutputOf<typeof wallets.getMemberWallet>> {
  const wallet = await selectWalletOfMember(ctx, memberId);
  if (!wallet) throw new AppError('wallets.unknown', { memberId });
  const { limitMinor } = await asSystem(ctx, async (system) => {
    const kind = (await findMembers(system, [memberId])).get(memberId)?.kind;
    if (!kind) throw new AppError('wallets.unknown', { memberId });
    return topUpBounds(system, kind);
  });
  return { ...describeWallet(wallet, await accountOf(ctx, wallet), businessDayOf(ctx.now, timeZone)), balanceLimitMinor: limitMinor };
}

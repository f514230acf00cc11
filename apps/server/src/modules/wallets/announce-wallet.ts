import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import type { Wallet } from './wallet.ts';

/** Open screens of the holder and of the operator look again. */
export async function announceWallet(ctx: Ctx, wallet: Pick<Wallet, 'memberId'>): Promise<void> {
  await notifyLive(ctx, `member:${wallet.memberId}`, { kind: 'wallet', memberId: wallet.memberId });
  await notifyLive(ctx, 'operator', { kind: 'wallet', memberId: wallet.memberId });
}

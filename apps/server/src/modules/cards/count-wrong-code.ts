import type { Ctx } from '../../platform/ctx.ts';
import { raiseWalletFence } from '../wallets/index.ts';
import { countWrong, isLocked } from './card.ts';
import { lockHandle, updateCard } from './queries.ts';

/**
 * Remembers a wrong code of this handle; the fifth within ten minutes (a sliding window) locks the handle for ten. The row's lock puts
 * the tries in a queue, so that none is lost. Done as the system, in a transaction that commits although the charge is declined.
 */
export async function countWrongCode(ctx: Ctx, handle: string): Promise<{ lockedUntil: Date | null }> {
  const card = await lockHandle(ctx, handle);
  if (!card) return { lockedUntil: null };
  if (isLocked(card, ctx.now)) return { lockedUntil: card.lockedUntil };
  const counted = countWrong(card, ctx.now);
  await updateCard(ctx, card.id, { wrong_code_at: [...counted.wrongCodeAt], locked_until: counted.lockedUntil });
  if (counted.lockedUntil) await raiseWalletFence(ctx, card.walletId);
  return { lockedUntil: counted.lockedUntil };
}

import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { raiseWalletFence } from '../wallets/index.ts';
import type { Card } from './card.ts';

/** From this commit on no charge goes through on what was known of the card before, and open screens look again. */
export async function announceCard(ctx: Ctx, card: Pick<Card, 'id' | 'walletId' | 'memberId'>): Promise<void> {
  // An issuer's people turn cards of members whose wallets they do not see.
  await asSystem(ctx, (system) => raiseWalletFence(system, card.walletId));
  await notifyLive(ctx, `member:${card.memberId}`, { kind: 'cards', cardId: card.id });
  await notifyLive(ctx, 'operator', { kind: 'cards', cardId: card.id });
}

import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { makeVoid } from './card.ts';
import { selectOrders } from './order-queries.ts';
import { lockCardsOf, selectCards } from './queries.ts';
import { saveCard } from './save-card.ts';

/** More than anybody was ever issued. */
const CARDS_MAX = 200;
const OPEN_ORDERS = ['ordered', 'made', 'ready'] as const;

/** Cards of a member that are not void. */
export async function countLivingCards(ctx: Ctx, memberId: Id<'member'>): Promise<number> {
  return (await selectCards(ctx, { memberId, limit: CARDS_MAX })).filter(({ status }) => status !== 'void').length;
}

/** Whether a new card is on its way to a member. */
export async function hasOpenCardOrder(ctx: Ctx, memberId: Id<'member'>): Promise<boolean> {
  for (const state of OPEN_ORDERS) if ((await selectOrders(ctx, { memberId, state, limit: 1 })).length > 0) return true;
  return false;
}

/** All of them, for ever. As the system, once their wallet is being closed. */
export async function voidCardsOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  for (const card of await lockCardsOf(ctx, memberId)) await saveCard(ctx, { before: card, after: makeVoid(card), action: 'cards.voidCard' });
}

import type { firstCards, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { countCardless, countWaitingOrders } from './first-card-queries.ts';
import { issuerOf } from './staff-of.ts';

type Preview = typeof firstCards.previewFirstCards;

export async function previewFirstCards(ctx: Ctx, wish: InputOf<Preview>): Promise<OutputOf<Preview>> {
  return { withoutCardCount: await countCardless(ctx, wish), waitingCount: await countWaitingOrders(ctx, issuerOf(ctx)) };
}

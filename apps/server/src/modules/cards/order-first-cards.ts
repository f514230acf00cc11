import { FIRST_CARDS_AT_ONCE, type firstCards, type InputOf, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { announceOrders } from './card-order.ts';
import { countCardless, insertFirstOrders, selectCardless } from './first-card-queries.ts';
import { issuerOf, staffOf } from './staff-of.ts';

type Order = typeof firstCards.orderFirstCards;

/**
 * One step: whoever got an order drops out of the choice, so that the next step goes on by itself. The holders are told when their card lies ready;
 * an order that they did not place says nothing to them.
 */
export async function orderFirstCards(ctx: Ctx, input: InputOf<Order>): Promise<OutputOf<Order>> {
  const { departmentIds, memberKinds, issuerId, importId } = input;
  const orderedBy = staffOf(ctx);
  const holders = await selectCardless(ctx, input, FIRST_CARDS_AT_ONCE);
  const ordered = await insertFirstOrders(ctx, { holders, orderedBy, issuerId: issuerOf(ctx) });
  if (ordered.length > 0) {
    await record(ctx, {
      action: 'cards.orderFirstCards',
      targetKind: 'cardOrder',
      targetId: null,
      after: { cards: ordered.length, departmentIds, memberKinds, issuerId: issuerId ?? null, importId: importId ?? null },
    });
    await announceOrders(ctx, []);
  }
  return { orderedCount: ordered.length, leftCount: await countCardless(ctx, input) };
}

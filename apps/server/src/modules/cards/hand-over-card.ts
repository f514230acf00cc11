import type { cardOrders, InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { type CardOrderView, lockedOrder, requireState, shownOrder } from './card-order.ts';
import { issueCard } from './issue-card.ts';
import { updateOrder } from './order-queries.ts';
import { staffOf } from './staff-of.ts';
import { UID_PURPOSE } from './virtual-credential.ts';

/**
 * Only now does the card exist for the tills: one that lies in an office, or is lost on the way, pays nothing.
 * @throws AppError `cards.order_unknown`, `cards.order_not_now`, `cards.no_wallet`, `cards.uid_taken`, `members.unknown`
 */
export async function handOverCard(ctx: Ctx, input: InputOf<typeof cardOrders.handOverCard>, secrets: SecretBox): Promise<CardOrderView> {
  const order = await lockedOrder(ctx, input.cardOrderId);
  requireState(order, 'ready');
  if (order.uid_sealed === null) throw new Error('a card that is ready has its UID');
  const uid = secrets.open(UID_PURPOSE, order.uid_sealed);
  const card = await issueCard(ctx, { memberId: order.member_id, uid, printId: order.id }, secrets);
  const after = await updateOrder(ctx, order.id, {
    state: 'handed_over',
    card_id: card.id,
    handed_over_at: ctx.now,
    handed_over_by_name: staffOf(ctx).name,
    signature: input.signature,
  });
  await record(ctx, {
    action: 'cards.handOverCard',
    targetKind: 'cardOrder',
    targetId: order.id,
    after: { cardId: card.id, signature: input.signature },
  });
  return shownOrder(ctx, after);
}

import { AppError, type cardOrders, type InputOf } from '@tessera/contract';
import { toMinor, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { findMembers } from '../members/index.ts';
import { notify } from '../notifications/index.ts';
import { readSetting } from '../settings/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { type Card, makeVoid } from './card.ts';
import { type CardOrderView, shownOrder } from './card-order.ts';
import { lockedCard } from './locked-card.ts';
import { insertOrder } from './order-queries.ts';
import { payFee } from './reissue-fee.ts';
import { requireIdentityCheck } from './require-identity-check.ts';
import { saveCard } from './save-card.ts';
import { staffOf } from './staff-of.ts';

type Input = InputOf<typeof cardOrders.orderCard>;

/**
 * The old card is void from this commit on, wherever the order goes; the wallet stays. The order, its fee and the old card stand or fall together.
 * @throws AppError `members.unknown`, `cards.anonymous`, `cards.unknown`, `cards.no_wallet`, `cards.replaces_physical`, `cards.order_open`,
 *   `cards.identity_check_needed`, `cards.fee_not_covered`, `cards.fee_refused`, `cards.waiver_not_allowed`, `request.key_reused`
 */
export async function orderCard(ctx: Ctx, input: Input): Promise<CardOrderView> {
  const { memberId, waivedBecause } = input;
  const member = (await findMembers(ctx, [memberId])).get(memberId);
  if (!member) throw new AppError('members.unknown', { memberId });
  // Nobody can prove that a lost card without a name was theirs.
  if (member.kind === 'anonymous') throw new AppError('cards.anonymous', { memberId });
  const wallet = (await findWalletsOfMembers(ctx, [memberId])).get(memberId);
  if (!wallet) throw new AppError('cards.no_wallet', { memberId });
  const card = await replacedCard(ctx, input);
  const identityBy = await requireIdentityCheck(ctx, input);
  const { staffId, name, permissions } = staffOf(ctx);
  if (waivedBecause !== undefined && !permissions.has('cards.waiveFee')) throw new AppError('cards.waiver_not_allowed');
  const feeMinor = waivedBecause === undefined ? toMinor(await readSetting(ctx, 'cards.reissueFeeMinor')) : ZERO;

  const order = await insertOrder(ctx, {
    id: input.key,
    wallet_id: wallet.walletId,
    member_id: memberId,
    replaces_id: card.id,
    replaced_tail: card.tail,
    state: 'ordered',
    fee_minor: feeMinor,
    waived_because: waivedBecause ?? null,
    identity_by: identityBy,
    ordered_by: staffId,
    ordered_by_name: name,
    ordered_at: ctx.now,
  });
  if (!order) throw new AppError('cards.order_open', { memberId });
  if (feeMinor > 0) await payFee(ctx, { orderId: order.id, accountId: wallet.accountId, amountMinor: feeMinor, staffId });
  await saveCard(ctx, { before: card, after: makeVoid(card), action: 'cards.orderCard' });
  await notify(ctx, { to: { memberId }, kind: 'card.ordered', params: { tail: card.tail, fee: feeMinor }, key: order.id });
  await record(ctx, {
    action: 'cards.orderCard',
    targetKind: 'cardOrder',
    targetId: order.id,
    after: { memberId, replaces: card.id, feeMinor, waivedBecause: waivedBecause ?? null, identityBy },
  });
  return shownOrder(ctx, order);
}

/** The member's own physical card, locked, whatever its state: a void one may lack its successor. */
async function replacedCard(ctx: Ctx, { cardId, memberId }: Input): Promise<Card> {
  const card = await lockedCard(ctx, cardId);
  if (card.memberId !== memberId) throw new AppError('cards.unknown', { cardId });
  if (card.kind !== 'physical') throw new AppError('cards.replaces_physical', { cardId });
  return card;
}

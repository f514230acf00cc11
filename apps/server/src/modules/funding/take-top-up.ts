import { AppError, type DESK_TOP_UP_KINDS, type funding, type InputOf, type OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type ChannelsParts, findOpenChannels, takeAtDesk } from '../channels/index.ts';
import { findGift } from '../gifts/index.ts';
import { findMembers } from '../members/index.ts';
import { roomUnder, topUpBounds } from '../wallets/index.ts';
import { findFundedWallet, takesMoney } from './funded-wallet.ts';
import { TOP_UP_PURPOSE } from './open-top-up.ts';

type Input = InputOf<typeof funding.takeTopUp>;

const TITLE = '柜台充值 Counter top-up';

/**
 * A bank card's slip credits at once, a bank transfer when finance confirms it. The slip's number stands in the order, never in the audit log. Nothing is kept that the wallet cannot take: the cashier is told
 * before the money changes hands.
 * @throws AppError `wallets.top_ups_off`, `funding.over_limit`, `members.unknown`, `wallets.unknown`, `payments.wallet_not_active`, and as
 * `takeAtDesk`
 */
export async function takeTopUp(ctx: Ctx, input: Input, parts: ChannelsParts): Promise<OutputOf<typeof funding.takeTopUp>> {
  const { key, memberId, amountMinor, reference } = input;
  // As the cashier, who may see some members only.
  if (!(await findMembers(ctx, [memberId])).has(memberId)) throw new AppError('members.unknown', { memberId });
  const wallet = await findFundedWallet(ctx, memberId);
  if (!wallet) throw new AppError('wallets.unknown', { memberId });
  if (!takesMoney(wallet)) throw new AppError('payments.wallet_not_active', { memberId });
  const { isAllowed, limitMinor } = await asSystem(ctx, (system) => topUpBounds(system, wallet.member.kind));
  if (!isAllowed) throw new AppError('wallets.top_ups_off');
  const room = roomUnder(limitMinor, wallet.account.balanceMinor);
  if (amountMinor > room.leftMinor) throw new AppError('funding.over_limit', room);
  const order = await takeAtDesk(ctx, parts, {
    id: key,
    channel: await channelOfKind(ctx, parts, input.kind),
    purpose: TOP_UP_PURPOSE,
    title: TITLE,
    amountMinor,
    memberId,
    ...(ctx.actor.kind === 'staff' && { staffId: ctx.actor.staffId }),
    ...(reference && { reference }),
  });
  // The limit was passed by somebody else in this moment: all of this is taken back, and the cashier keeps nothing.
  if (order.refundedMinor > 0)
    throw new AppError('funding.over_limit', roomUnder(limitMinor, (await findFundedWallet(ctx, memberId))?.account.balanceMinor ?? limitMinor));
  const after = await findFundedWallet(ctx, memberId);
  await record(ctx, {
    action: 'funding.takeTopUp',
    targetKind: 'member',
    targetId: memberId,
    after: { orderId: order.id, channel: order.channel, amountMinor, state: order.state },
  });
  return {
    orderId: order.id,
    channel: order.channel,
    state: order.state === 'paid' ? 'paid' : 'pending',
    amountMinor,
    giftMinor: await asSystem(ctx, (system) => findGift(system, order.id)),
    balanceMinor: after?.account.balanceMinor ?? wallet.account.balanceMinor,
    memberId,
    memberName: wallet.member.name,
    memberNumber: wallet.member.memberNumber,
    reference: reference ?? null,
    at: order.openedAt,
  };
}

/** The first that is switched on. @throws AppError `channels.off` */
async function channelOfKind(ctx: Ctx, parts: ChannelsParts, kind: (typeof DESK_TOP_UP_KINDS)[number]): Promise<string> {
  const open = await asSystem(ctx, (system) => findOpenChannels(system, parts));
  const found = open.find((channel) => channel.kind === kind);
  if (!found) throw new AppError('channels.off', { channel: kind });
  return found.channel;
}

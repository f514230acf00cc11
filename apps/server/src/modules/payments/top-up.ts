import { AppError, type InputOf, type OutputOf, type payments } from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { postTopUp } from '../gifts/index.ts';
import { TRANSFER_CODES, viaOf } from '../ledger/index.ts';
import { findMembers } from '../members/index.ts';
import { findWalletsOfMembers, namingRoom, spendingFacts, topUpBounds } from '../wallets/index.ts';
import { describePayment } from './describe-payments.ts';
import { channelAccountOf } from './merchant-account.ts';
import { recordPayments } from './record-payments.ts';
import { refuse } from './refusal-codes.ts';

/**
 * Cash at a counter into a member's purse: the cash channel owes it from now on.
 * @throws AppError wallets.top_ups_off, members.unknown, wallets.unknown, payments.wallet_not_active, payments.over_card_balance_limit, request.key_reused
 */
export async function topUp(ctx: Ctx, input: InputOf<typeof payments.topUp>, businessOn: string): Promise<OutputOf<typeof payments.topUp>> {
  const { memberId, amountMinor } = input;
  const member = (await findMembers(ctx, [memberId])).get(memberId);
  if (!member) throw new AppError('members.unknown', { memberId });
  const { isAllowed, limitMinor } = await asSystem(ctx, (system) => topUpBounds(system, member.kind));
  if (!isAllowed) throw new AppError('wallets.top_ups_off');
  const held = (await findWalletsOfMembers(ctx, [memberId])).get(memberId);
  const [wallet] = held ? await spendingFacts(ctx, [held.walletId]) : [];
  if (!wallet) throw new AppError('wallets.unknown', { memberId });
  if (member.status !== 'active' || wallet.status === 'closed') throw new AppError('payments.wallet_not_active', { memberId });
  const { posted, giftMinor } = await postTopUp(ctx, {
    transfer: {
      id: input.key,
      debit: await channelAccountOf(ctx, 'cash'),
      credit: wallet.accountId,
      amountMinor,
      code: TRANSFER_CODES.topUp,
      ceilingMinor: limitMinor,
      via: viaOf('counter'),
      ...(ctx.actor.kind === 'staff' && { origin: ctx.actor.staffId }),
    },
    memberId,
    memberKind: member.kind,
    orderedAt: ctx.now,
    businessOn,
  }).catch(async (error) => refuse(await namingRoom(ctx, error, { accountId: wallet.accountId, limitMinor })));
  // This caller's own repetition was answered before; the key is somebody else's.
  if (posted.replayed) throw new AppError('request.key_reused');
  const balance = posted.balancesAfterMinor[0] ?? toMinor(0);
  const row = rowOf(ctx, input, { balance, at: posted.at, businessOn });
  await recordPayments(ctx, [row]);
  await record(ctx, {
    action: 'payments.topUp',
    targetKind: 'member',
    targetId: memberId,
    after: { paymentId: input.key, amountMinor, giftMinor, balanceAfterMinor: balance },
  });
  return { payment: await describePayment(ctx, { ...row, refunded_minor: toMinor(0) }), giftMinor, replayed: posted.replayed };
}

function rowOf(ctx: Ctx, input: InputOf<typeof payments.topUp>, of: { balance: ReturnType<typeof toMinor>; at: Date; businessOn: string }) {
  return {
    id: input.key,
    kind: 'top_up' as const,
    amount_minor: input.amountMinor,
    balance_after_minor: of.balance,
    member_id: input.memberId,
    merchant_id: null,
    terminal_id: null,
    staff_id: ctx.actor.kind === 'staff' ? ctx.actor.staffId : null,
    credential: 'counter' as const,
    original_id: null,
    reason: null,
    business_on: of.businessOn,
    at: of.at,
  };
}

import { AppError, type anonymouscards, type InputOf } from '@tessera/contract';
import { type Minor, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { lockedAccount, type PostTransfer, post, TRANSFER_CODES } from '../ledger/index.ts';
import { closeMembers } from '../members/index.ts';
import { channelAccountOf } from '../payments/index.ts';
import { type AnonymousCardView, describeAnonymousCard, refuseUnsettled, staffOf } from './anonymous-card.ts';
import { type CardInHand, closeForGood, lockedCardInHand } from './card-in-hand.ts';
import { depositGivenBack } from './deposits.ts';
import type { AnonymouscardsParts } from './parts.ts';
import { selectAnonymousCard, updateAnonymousCard } from './queries.ts';

type Input = InputOf<typeof anonymouscards.returnAnonymousCard>;

/**
 * The card against its deposit and all that is on it, in cash. The holder is closed before the balance is read, so a charge in flight is either in
 * it or answered stale; should it be another sum than the cashier saw, nothing is done.
 * @throws AppError as `lockedCardInHand`, `anonymouscards.balance_changed`, `anonymouscards.money_held`, `anonymouscards.overdrawn`, `request.key_reused`
 */
export async function returnAnonymousCard(ctx: Ctx, input: Input, { secrets, hooks }: AnonymouscardsParts): Promise<AnonymousCardView> {
  const { anonymousCardId: id, uid } = input;
  const { staffId, name } = staffOf(ctx);
  const card = await lockedCardInHand(ctx, { id, uid }, secrets);
  await closeMembers(ctx, { memberIds: [card.row.member_id], reason: 'anonymouscards.returnAnonymousCard' }, hooks);
  const businessOn = await businessDayNow(ctx);
  const balanceMinor = await asSystem(ctx, async (system) => {
    const account = await lockedAccount(system, card.accountId);
    refuseUnsettled(account);
    if (account.balanceMinor !== input.balanceMinor) throw new AppError('anonymouscards.balance_changed', { balanceMinor: account.balanceMinor });
    const transfers = await handedOver(system, card, { key: input.key, balanceMinor: account.balanceMinor, staffId });
    const posted = transfers.length > 0 ? await post(system, { id: input.key, businessOn, transfers }) : undefined;
    // This caller's own repetition was answered before; the key is somebody else's.
    if (posted?.replayed) throw new AppError('request.key_reused');
    await closeForGood(system, card, secrets);
    return account.balanceMinor;
  });
  const ended = { ended_on: businessOn, ended_at: ctx.now, ended_by: staffId, ended_by_name: name };
  await updateAnonymousCard(ctx, id, { ...ended, state: 'returned', paid_minor: balanceMinor });
  await record(ctx, {
    action: 'anonymouscards.returnAnonymousCard',
    targetKind: 'anonymousCard',
    targetId: id,
    before: { state: card.row.state },
    after: { state: 'returned', balanceMinor, depositMinor: card.row.deposit_minor },
  });
  return describeAnonymousCard(ctx, await selectAnonymousCard(ctx, id));
}

type HandedOver = { key: string; balanceMinor: Minor; staffId: ReturnType<typeof staffOf>['staffId'] };

async function handedOver(system: Ctx, { row, accountId }: CardInHand, { key, balanceMinor, staffId }: HandedOver): Promise<PostTransfer[]> {
  const cash = await channelAccountOf(system, 'cash');
  const balance = { id: key, debit: accountId, credit: cash, amountMinor: balanceMinor, code: TRANSFER_CODES.closure, origin: staffId };
  const deposit = await depositGivenBack(system, { amountMinor: row.deposit_minor, staffId, credit: cash, code: TRANSFER_CODES.deposit });
  return balanceMinor > ZERO ? [balance, ...deposit] : deposit;
}

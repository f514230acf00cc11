import { AppError, type anonymouscards, type InputOf } from '@tessera/contract';
import { type Id, type Minor, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { issueCard } from '../cards/index.ts';
import { LedgerRefusal, lockedAccount, type PostTransfer, post, TRANSFER_CODES } from '../ledger/index.ts';
import { closeMembers, findMembers, type MemberView } from '../members/index.ts';
import { announceWallet, findWalletsOfMembers, roomUnder, topUpBounds } from '../wallets/index.ts';
import { type AnonymousCardView, describeAnonymousCard, refuseUnsettled, staffOf } from './anonymous-card.ts';
import { type CardInHand, closeForGood, lockedCardInHand } from './card-in-hand.ts';
import { depositGivenBack } from './deposits.ts';
import type { AnonymouscardsParts } from './parts.ts';
import { selectAnonymousCard, updateAnonymousCard } from './queries.ts';

type Input = InputOf<typeof anonymouscards.registerAnonymousCard>;
type Owner = { readonly member: MemberView; readonly accountId: number };

/**
 * The chip becomes a card of the member’s own, and what was on it, with the deposit, lies in the member’s cash purse.
 * @throws AppError as `lockedCardInHand`, `members.unknown`, `anonymouscards.nobody`, `cards.no_wallet`, `anonymouscards.money_held`,
 *   `anonymouscards.overdrawn`, `payments.over_card_balance_limit`, `payments.wallet_not_active`, `request.key_reused`
 */
export async function registerAnonymousCard(ctx: Ctx, input: Input, { secrets, hooks }: AnonymouscardsParts): Promise<AnonymousCardView> {
  const { anonymousCardId: id, uid, memberId } = input;
  const { staffId, name } = staffOf(ctx);
  const owner = await ownerOf(ctx, memberId);
  const card = await lockedCardInHand(ctx, { id, uid }, secrets);
  // In the order in which charges of both would be locked together.
  await asSystem(ctx, async (system) => {
    for (const account of [owner.accountId, card.accountId].sort((a, b) => a - b)) await lockedAccount(system, account);
  });
  // Closing a member waits for the account too: whoever was closed since the look above is refused here.
  await ownerOf(ctx, memberId);
  await closeMembers(ctx, { memberIds: [card.row.member_id], reason: 'anonymouscards.registerAnonymousCard' }, hooks);
  const balanceMinor = await asSystem(ctx, async (system) => {
    const moved = await moveMoney(system, { card, owner, key: input.key, staffId });
    await closeForGood(system, card, secrets);
    return moved;
  });
  const issued = await issueCard(ctx, { memberId, uid }, secrets);
  await announceWallet(ctx, { memberId });
  const ended = { ended_on: await businessDayNow(ctx), ended_at: ctx.now, ended_by: staffId, ended_by_name: name };
  await updateAnonymousCard(ctx, id, { ...ended, state: 'registered', paid_minor: balanceMinor, registered_to: memberId });
  await record(ctx, {
    action: 'anonymouscards.registerAnonymousCard',
    targetKind: 'anonymousCard',
    targetId: id,
    before: { state: card.row.state },
    after: { state: 'registered', memberId, cardId: issued.id, balanceMinor, depositMinor: card.row.deposit_minor },
  });
  return describeAnonymousCard(ctx, await selectAnonymousCard(ctx, id));
}

async function ownerOf(ctx: Ctx, memberId: Id<'member'>): Promise<Owner> {
  const member = (await findMembers(ctx, [memberId])).get(memberId);
  if (!member) throw new AppError('members.unknown', { memberId });
  if (member.kind === 'anonymous') throw new AppError('anonymouscards.nobody', { memberId });
  if (member.status !== 'active') throw new AppError('payments.wallet_not_active', { memberId });
  const wallet = await asSystem(ctx, async (system) => (await findWalletsOfMembers(system, [memberId])).get(memberId));
  if (!wallet) throw new AppError('cards.no_wallet', { memberId });
  return { member, accountId: wallet.accountId };
}

type Move = { card: CardInHand; owner: Owner; key: string; staffId: Id<'staff'> };

async function moveMoney(system: Ctx, { card, owner, key, staffId }: Move): Promise<Minor> {
  const account = await lockedAccount(system, card.accountId);
  refuseUnsettled(account);
  const { balanceMinor } = account;
  const held = await lockedAccount(system, owner.accountId);
  const { limitMinor: ceilingMinor } = await topUpBounds(system, owner.member.kind);
  const to = { credit: owner.accountId, code: TRANSFER_CODES.registration, ceilingMinor };
  const balance: PostTransfer = { ...to, id: key, debit: card.accountId, amountMinor: balanceMinor, origin: staffId };
  const deposit = await depositGivenBack(system, { ...to, amountMinor: card.row.deposit_minor, staffId });
  const transfers = balanceMinor > ZERO ? [balance, ...deposit] : deposit;
  const businessOn = await businessDayNow(system);
  const posted =
    transfers.length > 0
      ? await post(system, { id: key, businessOn, transfers }).catch((error) => refuse(error, roomUnder(ceilingMinor, held.balanceMinor)))
      : undefined;
  // This caller's own repetition was answered before; the key is somebody else's.
  if (posted?.replayed) throw new AppError('request.key_reused');
  return balanceMinor;
}

function refuse(error: unknown, room: ReturnType<typeof roomUnder>): never {
  if (!(error instanceof LedgerRefusal)) throw error;
  if (error.reason === 'over_ceiling') throw new AppError('payments.over_card_balance_limit', room);
  if (error.reason === 'account_closed' || error.reason === 'account_frozen') throw new AppError('payments.wallet_not_active');
  throw error;
}

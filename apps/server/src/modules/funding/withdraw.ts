import { AppError, type funding, type InputOf, type OutputOf } from '@tessera/contract';
import { type Id, newId, toMinor } from '@tessera/kernel';
import { memberOf, staffOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import type { ChannelsParts } from '../channels/index.ts';
import { describePurse, type PurseView, purseOf } from '../gifts/index.ts';
import { findMembers, type MemberView } from '../members/index.ts';
import { describeOwn, describeWithdrawals, type OwnWithdrawalView, type WithdrawalView } from './describe-withdrawals.ts';
import { findSources } from './find-sources.ts';
import { fundedWallet } from './funded-wallet.ts';
import { makeWithdrawal } from './make-withdrawal.ts';
import type { WithdrawalRow } from './queries.ts';
import { handOverCash, sendToSources } from './settle-withdrawal.ts';
import { reachOf, type Source } from './withdrawal.ts';

type Terms = OutputOf<typeof funding.getWithdrawalTerms>;

/** What the member could have back now. @throws AppError `wallets.unknown` */
export function getWithdrawalTerms(ctx: Ctx): Promise<Terms> {
  return termsOf(ctx, memberOf(ctx));
}

/** The same at the desk. @throws AppError `members.unknown`, `wallets.unknown` */
export async function getMemberWithdrawalTerms(ctx: Ctx, { memberId }: { memberId: Id<'member'> }): Promise<Terms> {
  await seenMember(ctx, memberId);
  return termsOf(ctx, memberId);
}

async function termsOf(ctx: Ctx, memberId: Id<'member'>): Promise<Terms> {
  const { account } = await fundedWallet(ctx, memberId);
  return asSystem(ctx, async (system) => {
    const purse = await describePurse(system, await purseOf(system, memberId, account));
    const sources = await findSources(system, memberId);
    const { ownMinor: availableMinor } = purse;
    return { availableMinor, toSourceMinor: toMinor(Math.min(reachOf(sources), availableMinor)), ...wholeOf(purse, sources) };
  });
}

/** Of its top-ups with a gift, those to be given back whole; a channel may have given a part back already. */
function wholeOf(purse: PurseView, sources: readonly Source[]): Pick<Terms, 'purse'> {
  const leftOf = new Map<string, number>(sources.map(({ orderId, leftMinor }) => [orderId, leftMinor]));
  const isAtSource = (id: string, paidMinor: number) => (leftOf.get(id) ?? 0) >= paidMinor;
  return { purse: { ...purse, lots: purse.lots.map((lot) => ({ ...lot, toSource: isAtSource(lot.id, lot.paidMinor) })) } };
}

/**
 * A member asks for their own cash back, to where it came from: never subsidies. Small sums go at once.
 * @throws AppError `funding.anonymous`, `wallets.unknown`, `funding.insufficient`, `funding.beyond_sources`, `funding.gift_changed`, `funding.not_whole`
 */
export async function requestWithdrawal(
  ctx: Ctx,
  { amountMinor, topUpId, giftMinor }: InputOf<typeof funding.requestWithdrawal>,
  channels: ChannelsParts,
): Promise<OwnWithdrawalView> {
  const memberId = memberOf(ctx);
  refuseAnonymous(await asSystem(ctx, (system) => seenMember(system, memberId)));
  const asked = { memberId, amountMinor, topUpId, giftMinor, way: 'source' as const, reason: '', madeBy: null };
  const input = { id: newId<'withdrawal'>(ctx.now.getTime()), ...asked };
  const row = await asSystem(ctx, async (system) => goOn(system, channels, await makeWithdrawal(system, input)));
  await recordMade(ctx, row, 'funding.requestWithdrawal');
  const [view] = await describeOwn(ctx, [row]);
  if (!view) throw new Error('whoever asks for a withdrawal sees it');
  return view;
}

/**
 * The same at the desk; in cash too, which is handed over now unless another person has to approve it first.
 * @throws AppError `members.unknown`, `funding.anonymous`, `wallets.unknown`, `funding.insufficient`, `funding.beyond_sources`, `funding.gift_changed`, `funding.not_whole`
 */
export async function createWithdrawal(
  ctx: Ctx,
  { memberId, amountMinor, way, reason, topUpId, giftMinor }: InputOf<typeof funding.createWithdrawal>,
  channels: ChannelsParts,
): Promise<WithdrawalView> {
  refuseAnonymous(await seenMember(ctx, memberId));
  const asked = { memberId, amountMinor, topUpId, giftMinor, way, reason, madeBy: staffOf(ctx) };
  const input = { id: newId<'withdrawal'>(ctx.now.getTime()), ...asked };
  const row = await asSystem(ctx, async (system) => goOn(system, channels, await makeWithdrawal(system, input)));
  await recordMade(ctx, row, 'funding.createWithdrawal');
  const [view] = await describeWithdrawals(ctx, [row]);
  if (!view) throw new Error('whoever makes a withdrawal sees it');
  return view;
}

/** Whoever brings an anonymous card has its money, and nobody else: see its return. */
function refuseAnonymous({ kind, id: memberId }: Pick<MemberView, 'kind' | 'id'>): void {
  if (kind === 'anonymous') throw new AppError('funding.anonymous', { memberId });
}

async function goOn(ctx: Ctx, channels: ChannelsParts, row: WithdrawalRow): Promise<WithdrawalRow> {
  if (row.state === 'waiting') return row;
  return row.way === 'cash' ? handOverCash(ctx, row, row.made_by ?? undefined) : sendToSources(ctx, channels, row);
}

async function seenMember(ctx: Ctx, memberId: Id<'member'>): Promise<MemberView> {
  const member = (await findMembers(ctx, [memberId])).get(memberId);
  if (!member) throw new AppError('members.unknown', { memberId });
  return member;
}

function recordMade(ctx: Ctx, row: WithdrawalRow, action: 'funding.requestWithdrawal' | 'funding.createWithdrawal'): Promise<void> {
  const { id, way, state, reason, amount_minor: amountMinor, gift_minor: giftMinor, member_id: memberId } = row;
  return record(ctx, { action, targetKind: 'withdrawal', targetId: id, after: { memberId, amountMinor, giftMinor, way, state, reason } });
}

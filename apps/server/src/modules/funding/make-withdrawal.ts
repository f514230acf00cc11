import { AppError, type WithdrawalWay } from '@tessera/contract';
import { type Id, type Minor, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { authoriseHold, TRANSFER_CODES } from '../ledger/index.ts';
import { channelAccountOf } from '../payments/index.ts';
import { readSetting } from '../settings/index.ts';
import { announceWallet } from '../wallets/index.ts';
import { findSources } from './find-sources.ts';
import { type FundedWallet, fundedWallet } from './funded-wallet.ts';
import { insertParts, insertWithdrawal, lockWithdrawalsOf, type PartRow, selectWithdrawal, type WithdrawalRow } from './queries.ts';
import { tellDesks } from './tell-withdrawal.ts';
import { type PlannedPart, planParts, reachOf } from './withdrawal.ts';

export type NewWithdrawal = {
  id: Id<'withdrawal'>;
  memberId: Id<'member'>;
  amountMinor: Minor;
  way: WithdrawalWay;
  reason: string;
  madeBy: { staffId: Id<'staff'>; name: string } | null;
};

/** A hold of a withdrawal ends with it, and never by itself: a bank may take its time. */
const HELD_DAYS = 3_650;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Plans in which parts the money goes, and keeps each back in the cash purse before anything else happens: from the commit on nobody spends it.
 * Asked as the system, after it was decided that this may be asked for. Above the set sum it waits for another person.
 * @throws AppError `wallets.unknown`, `funding.insufficient`, `funding.beyond_sources`
 */
export async function makeWithdrawal(ctx: Ctx, input: NewWithdrawal): Promise<WithdrawalRow> {
  const { id, memberId, amountMinor, way, reason, madeBy } = input;
  await lockWithdrawalsOf(ctx, memberId);
  const wallet = await fundedWallet(ctx, memberId);
  const planned = way === 'cash' ? [{ orderId: null, channel: 'cash', amountMinor }] : await planToSources(ctx, input);
  const approvalAboveMinor = await readSetting(ctx, 'funding.approvalAboveMinor');
  await insertWithdrawal(ctx, {
    id,
    member_id: memberId,
    amount_minor: amountMinor,
    way,
    state: amountMinor > approvalAboveMinor ? 'waiting' : 'approved',
    reason,
    made_by: madeBy?.staffId ?? null,
    made_by_name: madeBy?.name ?? null,
    created_at: ctx.now,
  });
  const parts = planned.map((part) => partOf(ctx, id, part));
  await insertParts(ctx, parts);
  for (const part of parts) await keepBack(ctx, wallet, part);
  await announceWallet(ctx, wallet);
  const made = await selectWithdrawal(ctx, id);
  if (!made) throw new Error('whoever makes a withdrawal sees it');
  await tellDesks(ctx, made);
  return made;
}

async function planToSources(ctx: Ctx, { memberId, amountMinor }: NewWithdrawal): Promise<PlannedPart[]> {
  const sources = await findSources(ctx, memberId);
  const planned = planParts(amountMinor, sources);
  if (!planned) throw new AppError('funding.beyond_sources', { leftMinor: reachOf(sources) });
  return planned;
}

function partOf(ctx: Ctx, withdrawalId: Id<'withdrawal'>, { orderId, channel, amountMinor }: PlannedPart): Omit<PartRow, 'settled_at'> {
  const atMs = ctx.now.getTime();
  return {
    id: newId<'refund'>(atMs),
    withdrawal_id: withdrawalId,
    order_id: orderId,
    channel,
    amount_minor: amountMinor,
    state: 'held',
    capture_id: newId(atMs),
  };
}

/** @throws AppError `funding.insufficient` */
async function keepBack(ctx: Ctx, wallet: FundedWallet, part: Omit<PartRow, 'settled_at'>): Promise<void> {
  const answer = await authoriseHold(ctx, {
    id: part.id,
    debit: wallet.accountId,
    credit: await channelAccountOf(ctx, part.channel),
    amountMinor: part.amount_minor,
    code: TRANSFER_CODES.withdrawal,
    enforceLimits: false,
    businessOn: await businessDayNow(ctx),
    expiresAt: new Date(ctx.now.getTime() + HELD_DAYS * DAY_MS),
  });
  if (answer.outcome !== 'approved') throw new AppError('funding.insufficient');
}

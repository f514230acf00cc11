import { AppError, type WithdrawalPurpose, type WithdrawalWay } from '@tessera/contract';
import { DAY_MS, type Id, type Minor, newId } from '@tessera/kernel';
import { lapsingOf } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { giftAccountOf, lockedPurse, planTakes, planWhole, setAside } from '../gifts/index.ts';
import { authoriseHold, TRANSFER_CODES, viaOf } from '../ledger/index.ts';
import { channelAccountOf } from '../payments/index.ts';
import { readSetting } from '../settings/index.ts';
import { announceWallet } from '../wallets/index.ts';
import { findSources } from './find-sources.ts';
import { type FundedWallet, fundedWallet } from './funded-wallet.ts';
import {
  insertParts,
  insertTakes,
  insertWithdrawal,
  lockWithdrawalsOf,
  type PartRow,
  selectWithdrawal,
  type TakeRow,
  type WithdrawalRow,
} from './queries.ts';
import { tellDesks } from './tell-withdrawal.ts';
import { inOrderOf, type PlannedPart, planParts, reachOf, spreadOver, type Taken } from './withdrawal.ts';

export type NewWithdrawal = {
  id: Id<'withdrawal'>;
  memberId: Id<'member'>;
  amountMinor: Minor;
  way: WithdrawalWay;
  reason: string;
  madeBy: { staffId: Id<'staff'>; name: string } | null;
  purpose?: WithdrawalPurpose;
  /** This top-up whole, and no other money. */
  topUpId?: Id<'payment'> | undefined;
  /** The gift that whoever asked was told would lapse. */
  giftMinor?: Minor | undefined;
};

/** A hold of a withdrawal ends with it, and never by itself: a bank may take its time. */
const HELD_DAYS = 3_650;

/**
 * Plans in which parts the money goes and which gifts lapse with it, and keeps both back in the cash purse before anything else happens: from the
 * commit on nobody spends it. Asked as the system, after it was decided that this may be asked for. Above the set sum it waits for another
 * person; who closes a wallet asked that person already.
 * @throws AppError `wallets.unknown`, `funding.insufficient`, `funding.beyond_sources`, `funding.gift_changed`, `funding.not_whole`
 */
export async function makeWithdrawal(ctx: Ctx, input: NewWithdrawal): Promise<WithdrawalRow> {
  const { id, memberId, amountMinor, way, reason, madeBy, purpose = 'withdrawal' } = input;
  await lockWithdrawalsOf(ctx, memberId);
  const wallet = await fundedWallet(ctx, memberId);
  const takes = await takesOf(ctx, wallet, input);
  const planned: PlannedPart[] =
    way === 'source' ? await planToSources(ctx, input, takes) : [{ orderId: null, channel: way === 'cash' ? 'cash' : 'bankTransfer', amountMinor }];
  const approvalAboveMinor = await readSetting(ctx, 'funding.approvalAboveMinor');
  await insertWithdrawal(ctx, {
    id,
    member_id: memberId,
    amount_minor: amountMinor,
    way,
    state: purpose === 'withdrawal' && amountMinor > approvalAboveMinor ? 'waiting' : 'approved',
    gift_minor: lapsingOf(takes),
    purpose,
    reason,
    made_by: madeBy?.staffId ?? null,
    made_by_name: madeBy?.name ?? null,
    created_at: ctx.now,
  });
  const parts = planned.map((part) => partOf(ctx, id, part));
  await insertParts(ctx, parts);
  const spread = spreadOver(
    parts.map((part) => part.amount_minor),
    takes,
  );
  // The last one of a leaver is paid by the operator, also where a round of closures makes it and no person.
  const via = viaOf(madeBy || purpose === 'closure' ? 'counter' : 'app');
  for (const [index, part] of parts.entries()) await keepBack(ctx, wallet, { part, takes: spread[index] ?? [], purpose, via });
  await announceWallet(ctx, wallet);
  const made = await selectWithdrawal(ctx, id);
  if (!made) throw new Error('whoever makes a withdrawal sees it');
  await tellDesks(ctx, made);
  return made;
}

async function takesOf(ctx: Ctx, wallet: FundedWallet, input: NewWithdrawal): Promise<Taken[]> {
  const { amountMinor, topUpId, giftMinor } = input;
  const purse = await lockedPurse(ctx, wallet.memberId, wallet.accountId);
  const planned = topUpId ? await planWhole(ctx, topUpId, purse) : planTakes(amountMinor, purse);
  if (topUpId && planned?.[0]?.ownMinor !== amountMinor) throw new AppError('funding.not_whole', { topUpId });
  if (!planned) throw new AppError('funding.insufficient');
  if (giftMinor !== undefined && giftMinor !== lapsingOf(planned)) throw new AppError('funding.gift_changed');
  return planned.map(({ lot, ...sums }) => ({ ...sums, lotId: lot?.id ?? null }));
}

async function planToSources(ctx: Ctx, { memberId, amountMinor, topUpId }: NewWithdrawal, takes: readonly Taken[]): Promise<PlannedPart[]> {
  const all = await findSources(ctx, memberId);
  const sources = topUpId ? all.filter(({ orderId }) => orderId === (topUpId as string)) : inOrderOf(takes, all); // A top-up at a channel has its order's id.
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

type Kept = { part: Omit<PartRow, 'settled_at'>; takes: readonly Taken[]; purpose: WithdrawalPurpose; via: number };

/** The money of one part, and what lapses with it. @throws AppError `funding.insufficient` */
async function keepBack(ctx: Ctx, wallet: FundedWallet, { part, takes, purpose, via }: Kept): Promise<void> {
  const code = TRANSFER_CODES[purpose];
  await hold(ctx, wallet, { id: part.id, credit: await channelAccountOf(ctx, part.channel), amountMinor: part.amount_minor, code, via });
  const rows = takes.flatMap((take) => (take.lotId === null ? [] : [takeOf(ctx, part.id, { ...take, lotId: take.lotId })]));
  await insertTakes(ctx, rows);
  for (const { id, lot_id: lotId, own_minor: ownMinor, gift_minor: giftMinor } of rows) {
    await setAside(ctx, { lotId, ownMinor, giftMinor });
    if (giftMinor > 0)
      await hold(ctx, wallet, { id, credit: await giftAccountOf(ctx, lotId), amountMinor: giftMinor, code: TRANSFER_CODES.giftReturn, via });
  }
}

function takeOf(ctx: Ctx, partId: Id<'refund'>, take: Taken & { lotId: string }): TakeRow {
  const atMs = ctx.now.getTime();
  const lotId = take.lotId as Id<'payment'>; // The id of a lot.
  return { id: newId(atMs), part_id: partId, lot_id: lotId, own_minor: take.ownMinor, gift_minor: take.giftMinor, capture_id: newId(atMs) };
}

type Hold = { id: string; credit: number; amountMinor: Minor; code: number; via: number };

async function hold(ctx: Ctx, wallet: FundedWallet, of: Hold): Promise<void> {
  const answer = await authoriseHold(ctx, {
    ...of,
    debit: wallet.accountId,
    enforceLimits: false,
    businessOn: await businessDayNow(ctx),
    expiresAt: new Date(ctx.now.getTime() + HELD_DAYS * DAY_MS),
  });
  if (answer.outcome !== 'approved') throw new AppError('funding.insufficient');
}

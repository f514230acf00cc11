import { AppError, type gifts, type OutputOf } from '@tessera/contract';
import { add, DAY_MS, type Id, type Minor, subtract, toMinor } from '@tessera/kernel';
import { giftOf, isUntouched, type LotLeft, ownOf, type PurseLeft, planReturn, purseLeft, type Take } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type Account, findAccount, lockedAccount } from '../ledger/index.ts';
import { findMembers } from '../members/index.ts';
import { readSetting } from '../settings/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { type LotRow, selectLotsWithin } from './queries.ts';

export type PurseView = OutputOf<typeof gifts.getOwnPurseParts>;
export type ReturnTake = Take<LotRow>;
export type CashPurse = PurseLeft<LotRow>;

/** @throws AppError `wallets.unknown`, `request.forbidden` */
export function getOwnPurseParts(ctx: Ctx): Promise<PurseView> {
  if (ctx.actor.kind !== 'member') throw new AppError('request.forbidden');
  return viewOf(ctx, ctx.actor.memberId);
}

/** @throws AppError `members.unknown`, `wallets.unknown` */
export async function getPurseParts(ctx: Ctx, { memberId }: { memberId: Id<'member'> }): Promise<PurseView> {
  if (!(await findMembers(ctx, [memberId])).has(memberId)) throw new AppError('members.unknown', { memberId });
  return viewOf(ctx, memberId);
}

function viewOf(ctx: Ctx, memberId: Id<'member'>): Promise<PurseView> {
  return asSystem(ctx, async (system) => {
    const wallet = (await findWalletsOfMembers(system, [memberId])).get(memberId);
    const account = wallet && (await findAccount(system, wallet.accountId));
    if (!account) throw new AppError('wallets.unknown', { memberId });
    return describePurse(system, await purseOf(system, memberId, account));
  });
}

/** What is left of each top-up, of the money that is not kept back. Asked as the system. */
export async function purseOf(ctx: Ctx, memberId: Id<'member'>, account: Pick<Account, 'balanceMinor' | 'heldMinor'>): Promise<CashPurse> {
  const freeMinor = toMinor(Math.max(0, subtract(account.balanceMinor, account.heldMinor)));
  return purseLeft(freeMinor, await selectLotsWithin(ctx, memberId, freeMinor));
}

/** The same, of an account that nothing moves until the transaction ends. */
export async function lockedPurse(ctx: Ctx, memberId: Id<'member'>, accountId: number): Promise<CashPurse> {
  return purseOf(ctx, memberId, await lockedAccount(ctx, accountId));
}

/** Null where there is not so much own money. */
export function planTakes(amountMinor: Minor, purse: CashPurse): ReturnTake[] | null {
  return planReturn(amountMinor, purse);
}

/**
 * One whole top-up with its whole gift, as long as nothing of either was spent or given back and its days are not over; otherwise null.
 * Asked as the system.
 */
export async function planWhole(ctx: Ctx, lotId: Id<'payment'>, purse: CashPurse): Promise<ReturnTake[] | null> {
  const left = purse.lots.find(({ lot }) => lot.id === lotId);
  if (!left || (await wholeUntil(ctx))(left) === null) return null;
  return [{ lot: left.lot, ownMinor: left.ownMinor, giftMinor: left.giftMinor }];
}

export async function describePurse(ctx: Ctx, purse: CashPurse): Promise<PurseView> {
  const until = await wholeUntil(ctx);
  return {
    lots: purse.lots.map((left) => ({
      id: left.lot.id,
      paidMinor: left.lot.paidMinor,
      giftMinor: left.lot.giftMinor,
      leftMinor: add(left.ownMinor, left.giftMinor),
      at: left.lot.creditedAt,
      wholeUntil: until(left),
    })),
    ownMinor: ownOf(purse),
    giftMinor: giftOf(purse),
  };
}

async function wholeUntil(ctx: Ctx): Promise<(left: LotLeft<LotRow>) => Date | null> {
  const days = await readSetting(ctx, 'gifts.wholeRefundDays');
  return (left) => {
    const { lot } = left;
    const isWhole = isUntouched(left) && lot.paidMinor === lot.wholePaidMinor && lot.giftMinor === lot.wholeGiftMinor;
    const endsAt = new Date(lot.creditedAt.getTime() + days * DAY_MS);
    return isWhole && lot.giftMinor > 0 && endsAt > ctx.now ? endsAt : null;
  };
}

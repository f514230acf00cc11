import { AppError, type NoticeKind, type ReturnKind } from '@tessera/contract';
import { daysBetween, type Id, type Minor, newId, toMinor } from '@tessera/kernel';
import type { RedemptionLeft } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { returnStock } from '../catalogue/index.ts';
import { giveBackFreeShares, giveBackOffers, giveBackShares } from '../checkouts/index.ts';
import { returnPoints } from '../loyalty/index.ts';
import { freeSpending, refundSold } from '../payments/index.ts';
import { takeBackThanks } from '../promotions/index.ts';
import { accrue } from '../settlement/index.ts';
import { priceReturn, type ReturnPrice } from './price-return.ts';
import { insertGivingBack, lockRedemption, lowerSources, type RedemptionRow, type SourceRow, selectSources, updateRedemption } from './queries.ts';
import { nameOfActor, stateAfter } from './redemption.ts';
import { tellMember } from './tell-parties.ts';

export type GivingBack = {
  /** UUIDv7 of whoever gives back: the return's id, and the refund's. */
  readonly key: string;
  readonly redemptionId: Id<'redemption'>;
  readonly kind: ReturnKind;
  readonly quantity: number | 'all';
  readonly reason: string;
  /** Who gives back, where that is no person who is signed in. */
  readonly byName?: string;
  /** The money that whoever gives back was told of. */
  readonly shownMinor?: Minor | undefined;
};

const NEWS = {
  cancel: 'redemption.returned',
  return: 'redemption.returned',
  expiry: 'redemption.expired',
  refusal: 'redemption.refused',
  unanswered: 'redemption.unanswered',
} as const satisfies Record<ReturnKind, NoticeKind>;

/**
 * Gives pieces of a redemption back: stock to the shelf, points to their own lots, money to the purses that it came from, and takes back what it
 * meant for issuers and merchant. In the caller's transaction, which has decided that this actor may.
 * @throws AppError `redemptions.unknown`, `redemptions.not_now`, `redemptions.return_too_much`, `redemptions.return_changed`, `request.key_reused`, `payments.wallet_not_active`
 */
export async function giveBack(ctx: Ctx, giving: GivingBack): Promise<void> {
  const { redemptionId } = giving;
  const done = await asSystem(ctx, async (system) => {
    const row = await lockRedemption(system, redemptionId);
    if (!row) throw new AppError('redemptions.unknown', { redemptionId });
    const sources = await selectSources(system, [redemptionId]);
    const open = row.quantity - row.returned_quantity;
    const state = stateAfter(row, giving.kind, giving.quantity === 'all' || giving.quantity >= open);
    // What other hands gave back of the money is shared out first: the job that follows a refund may still be on its way.
    if (row.discount_minor > 0 && row.cash_minor > 0) await giveBackShares(system, { paymentId: row.id as Id<string> as Id<'payment'> }); // As below.
    const price = await priceReturn(system, row, { sources, quantity: giving.quantity });
    const { back } = price;
    const { quantity } = back;
    const moved = await move(system, { row, sources, ...price, key: giving.key, kind: giving.kind });
    if ((giving.shownMinor ?? moved.cash_minor) !== moved.cash_minor)
      throw new AppError('redemptions.return_changed', { redemptionId, cashMinor: moved.cash_minor });
    await updateRedemption(system, redemptionId, {
      state,
      returned_quantity: row.returned_quantity + quantity,
      cash_left_minor: toMinor(row.cash_left_minor - back.cashMinor),
      ...(state !== row.state && { ended_at: system.now, voucher_sealed: null }),
    });
    await lowerSources(system, redemptionId, back.sources.map(changeOf(sources)));
    const entry = { id: giving.key as Id<'redemptionReturn'>, redemption_id: redemptionId, kind: giving.kind, quantity }; // The key is the return's id.
    const fresh = await insertGivingBack(system, {
      ...entry,
      ...moved,
      reason: giving.reason,
      by_name: giving.byName ?? nameOfActor(ctx),
      at: system.now,
    });
    if (!fresh) throw new AppError('request.key_reused');
    if (state === 'returned') await takeBackThanks(system, redemptionId);
    const [lost, cashMinor] = [moved.forfeited_points, moved.cash_minor];
    await tellMember(system, NEWS[giving.kind], { row, points: moved.points - lost, lost, cashMinor, key: giving.key, reason: giving.reason });
    return { state, quantity, ...moved };
  });
  await record(ctx, {
    action: 'redemptions.giveBack',
    targetKind: 'redemption',
    targetId: redemptionId,
    after: { kind: giving.kind, reason: giving.reason, ...done },
  });
}

const changeOf = (sources: readonly SourceRow[]) => (part: RedemptionLeft['sources'][number], index: number) => ({
  ordinal: sources[index]?.ordinal ?? 0,
  points: part.points,
  price: part.priceMinor,
  cost: part.costMinor,
});

type Moving = ReturnPrice & { row: RedemptionRow; sources: readonly SourceRow[]; key: string; kind: ReturnKind };
type Moved = { points: number; forfeited_points: number; cash_minor: Minor };

/** In the order in which redeeming locks them: stock, points by programme, coupons, wallet, settlement. */
async function move(ctx: Ctx, moving: Moving): Promise<Moved> {
  const { row, sources, back, offers, key } = moving;
  const grace = await graceFor(ctx, moving);
  await returnStock(ctx, { key: row.id, quantity: back.quantity });
  const draws = sources.map((source, index) => ({ ...source, back: back.sources[index]?.points ?? 0 })).filter((draw) => draw.back > 0);
  let forfeited = 0;
  for (const draw of draws.sort((a, b) => (a.programme_id < b.programme_id ? -1 : 1))) {
    const returned = await returnPoints(ctx, { drawId: draw.draw_id, points: draw.back, key: newId(ctx.now.getTime()), ...grace });
    forfeited += returned.forfeited;
  }
  const returnedPieces = row.returned_quantity + back.quantity;
  const checkoutId = row.id as Id<string> as Id<'checkout'>; // Offers on a redemption are kept under its id.
  if (row.discount_minor > 0 && row.cash_minor === 0 && !offers)
    await giveBackFreeShares(ctx, { checkoutId, pieces: row.quantity, before: row.returned_quantity, after: returnedPieces });
  const businessOn = await businessDayNow(ctx);
  const ids = { key: key as Id<'payment'>, paymentId: row.id as Id<string> as Id<'payment'> }; // A refund has its return's id, a payment its redemption's.
  const cashMinor = back.cashMinor > 0 ? await refundSold(ctx, { ...ids, amountMinor: back.cashMinor, businessOn }) : toMinor(0);
  if (offers) await giveBackOffers(ctx, { checkoutId, back: offers, isWhole: returnedPieces === row.quantity });
  await freeSpending(ctx, { memberId: row.member_id, besideMinor: besideBack(row, back.quantity), businessOn: row.business_on });
  await accrueBack(ctx, moving, businessOn);
  return { points: draws.reduce((sum, draw) => sum + draw.back, 0), forfeited_points: forfeited, cash_minor: cashMinor };
}

/** A member loses no points to a merchant that says no, or nothing: they are good again for as long as it took, and a day at least. */
async function graceFor(ctx: Ctx, { row, kind }: Moving): Promise<{ leastGraceDays?: number }> {
  if (kind !== 'refusal' && kind !== 'unanswered') return {};
  return { leastGraceDays: Math.max(1, daysBetween(row.business_on, await businessDayNow(ctx)) - 1) };
}

/** What of the worth that limits counted comes back with these pieces; any portions add up exactly. */
function besideBack(row: RedemptionRow, quantity: number): Minor {
  const until = (pieces: number) => Math.floor((row.beside_minor * pieces) / row.quantity);
  return toMinor(until(row.returned_quantity + quantity) - until(row.returned_quantity));
}

/** Counted on the day on which it comes back: a closed month never changes. */
async function accrueBack(ctx: Ctx, { row, sources, back }: Moving, businessOn: string): Promise<void> {
  if (row.accrual_id === null) return;
  await accrue(ctx, {
    id: newId(ctx.now.getTime()),
    kind: 'reversal',
    reverses: row.accrual_id,
    occurredAt: ctx.now,
    businessOn,
    memberId: row.member_id,
    merchantId: row.merchant_id,
    shopId: row.shop_id,
    itemId: row.item_id,
    itemName: row.item_name,
    categoryId: row.category_id,
    quantity: back.quantity,
    agreedMinor: toMinor(back.sources.reduce((sum, part) => sum + part.costMinor, 0)),
    sources: sources.flatMap((source, index) => {
      const part = back.sources[index];
      if (!part || part.points === 0) return [];
      return [{ programmeId: source.programme_id, issuerId: source.issuer_id, points: part.points, priceMinor: part.priceMinor }];
    }),
    cashMinor: back.cashMinor,
  });
}

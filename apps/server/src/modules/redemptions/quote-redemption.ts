import type { InputOf, OutputOf, redemptions } from '@tessera/contract';
import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { newId, toMinor } from '@tessera/kernel';
import { type Holding, payParts, proposeSources } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { couponsFor, quoteOffers } from '../checkouts/index.ts';
import { listPointsOf } from '../loyalty/index.ts';
import { factsOf, PaymentDeclined, type ProofParts, provePayer } from '../payments/index.ts';
import { ownOrder } from './own-order.ts';
import { itemAt, type Place } from './price-item.ts';
import { deviceOf, memberBehind } from './redeem-at-till.ts';
import { refusalOf } from './redemption.ts';

type Own = typeof redemptions.quoteOwnRedemption;
type Quote = Omit<OutputOf<Own>, 'offers'>;
type Asked = Omit<InputOf<Own>, 'couponIds' | 'codes'> & { at?: Place };

/** For the signed-in member, with what campaigns and coupons take off the money. @throws AppError as `quote` and `quoteOffers` */
export async function quoteOwnRedemption(ctx: Ctx, input: InputOf<Own>): Promise<OutputOf<Own>> {
  const { actor } = ctx;
  if (actor.kind !== 'member') throw new AppError('request.forbidden');
  const { couponIds, codes, ...asked } = input;
  const { memberId } = actor;
  return withOffers(ctx, await quote(ctx, asked, memberId), { memberId, couponIds, codes, withoutGifts: true });
}

type Wanted = Pick<InputOf<Own>, 'couponIds' | 'codes'> & { memberId: Id<'member'>; withoutGifts?: true };

/** What campaigns and coupons take off the money; of the same piece as much on the phone as at a device, where gifts are handed out as well. */
async function withOffers(ctx: Ctx, quoted: Quote, { memberId, couponIds, codes, ...handing }: Wanted): Promise<OutputOf<Own>> {
  if (quoted.cashMinor === 0) return { ...quoted, offers: null };
  const { itemId, quantity, cashMinor: moneyMinor } = quoted;
  const wanted = { couponIds: couponIds ?? (await couponsFor(ctx, memberId)), codes, ...handing };
  const order = await asSystem(ctx, async (system) => {
    const item = await itemAt(system, { itemId });
    return ownOrder(system, { key: newId(ctx.now.getTime()), memberId, item, quantity, moneyMinor, ...wanted });
  });
  const offers = await quoteOffers(ctx, order);
  return { ...quoted, cashMinor: offers.totalMinor, offers };
}

type AtTill = typeof redemptions.quoteAtTill;

/** For whoever has shown a card or code, which is not spent by it. @throws AppError `redemptions.declined` and as `quote` and `quoteOffers` */
export async function quoteAtTill(parts: ProofParts, call: Call, input: InputOf<AtTill>): Promise<OutputOf<AtTill>> {
  const { credential, couponIds, codes, ...asked } = input;
  const terminal = factsOf(call.actor);
  const shown = { key: call.requestId, credential, pin: undefined };
  const proven = await provePayer(parts, shown, { terminal, worthMinor: toMinor(0) }).catch(told);
  const { holder, walletId } = proven.payer;
  const names = { memberName: holder.nameMasked, memberNumber: holder.memberNumberMasked };
  return parts.database.transaction(call.actor, call, async (ctx) => {
    const at = await deviceOf(ctx, terminal);
    const memberId = await memberBehind(ctx, walletId);
    return { ...(await withOffers(ctx, await quote(ctx, { ...asked, at }, memberId), { memberId, couponIds, codes })), ...names };
  });
}

/** In the words of the contract; any other error as it came. */
function told(error: unknown): never {
  throw error instanceof PaymentDeclined ? new AppError('redemptions.declined', { reason: error.reason }) : error;
}

/** What would be paid. @throws AppError `redemptions.not_for_sale`, `redemptions.not_at_this_shop`, `redemptions.points_too_few` and the other refusals of the rules */
function quote(ctx: Ctx, asked: Asked, memberId: Id<'member'>): Promise<Quote> {
  return asSystem(ctx, async (system) => {
    const { itemId, quantity, at } = asked;
    const item = await itemAt(system, { itemId, memberId, ...(at && { at }) });
    const points = (await listPointsOf(system, memberId)).items.filter(({ balance }) => balance > 0);
    const holdings = points.map(({ programmeId, balance, endings }): Holding<Id<'pointsProgramme'>> => {
      return { programmeId, balance, endsOn: endings[0]?.expiresOn ?? null };
    });
    const price = { pointsEach: item.pointsPrice, moneyEachMinor: item.moneyPriceMinor };
    const parts = asked.parts ?? proposeSources(price, quantity, holdings);
    const paid = payParts(price, quantity, parts);
    if (typeof paid === 'string') throw refusalOf(paid, itemId);
    return {
      itemId,
      itemName: item.name,
      quantity,
      pointsPrice: item.pointsPrice,
      normalPoints: item.normalPoints,
      moneyPriceMinor: item.moneyPriceMinor,
      needsPhoto: item.needsPhoto,
      needsBooking: item.needsBooking,
      needsConfirmation: item.needsConfirmation,
      holdings: points.map((held) => ({
        programmeId: held.programmeId,
        programmeName: held.programmeName,
        issuerName: held.issuerName,
        balance: held.balance,
        endsOn: held.endings[0]?.expiresOn ?? null,
      })),
      parts: [...paid.sources],
      cashMinor: paid.cashMinor,
    };
  });
}

import { businessDayOf, type Id, type Minor, newId, ZERO } from '@tessera/kernel';
import { giftsFor } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { lockedAccount, type Posted, type PostTransfer, post, TRANSFER_CODES } from '../ledger/index.ts';
import type { MemberKind } from '../members/index.ts';
import { notify } from '../notifications/index.ts';
import { termsOf } from './offer.ts';
import { drawOnBudget, insertLot, type OfferRow, selectGivenBy, selectLot, selectOffersAt } from './queries.ts';

export type TopUp = {
  /** Its id is the top-up's. */
  readonly transfer: PostTransfer & { readonly ceilingMinor: Minor };
  readonly memberId: Id<'member'>;
  readonly memberKind: MemberKind;
  /** When the payer decided to: what was offered then is given, also if it was stopped since. */
  readonly orderedAt: Date;
  readonly businessOn: string;
};

export type ToppedUp = { readonly posted: Posted; readonly balanceMinor: Minor; readonly giftMinor: Minor };

type Chosen = { readonly offer: OfferRow; readonly giftMinor: Minor };

/**
 * Posts a top-up, and in the same posting what is given with it: the best offer that still has budget and whose gift the purse has room
 * for. The wallet's account is locked first, so that nobody is given twice what is given once.
 * @throws LedgerRefusal with nothing posted
 */
export async function postTopUp(ctx: Ctx, topUp: TopUp): Promise<ToppedUp> {
  return asSystem(ctx, async (system) => {
    const { transfer, memberId } = topUp;
    const account = await lockedAccount(system, transfer.credit);
    const roomMinor = transfer.ceilingMinor - account.balanceMinor - transfer.amountMinor;
    const lotId = transfer.id as Id<'payment'>; // The top-up is known by its transfer's id.
    const isGivable = account.status !== 'closed' && (await selectLot(system, lotId)) === undefined;
    const chosen = isGivable ? await chooseGift(system, topUp, roomMinor) : undefined;
    const gift = chosen && giftOf(system, topUp, chosen);
    const posted = await post(system, { id: transfer.id, businessOn: topUp.businessOn, transfers: gift ? [transfer, gift] : [transfer] });
    const balanceMinor = posted.balancesAfterMinor.at(-1) ?? ZERO;
    const giftMinor = chosen?.giftMinor ?? ZERO;
    if (posted.replayed && chosen) throw new Error('what is posted again draws on no budget');
    if (posted.replayed) return { posted, balanceMinor, giftMinor: ZERO };
    await insertLot(system, {
      id: lotId,
      member_id: memberId,
      paid_minor: transfer.amountMinor,
      gift_minor: giftMinor,
      offer_id: chosen?.offer.id ?? null,
      credited_at: system.now,
    });
    if (gift && chosen) await tellGiven(system, topUp, { chosen, giftId: gift.id, balanceMinor });
    return { posted, balanceMinor, giftMinor };
  });
}

async function chooseGift(ctx: Ctx, topUp: TopUp, roomMinor: number): Promise<Chosen | undefined> {
  const { transfer, memberId, memberKind, orderedAt } = topUp;
  const open = await openOffers(ctx, { memberId, memberKind, at: orderedAt });
  const offers = open.map((row) => ({ ...termsOf(row), row }));
  for (const { offer, giftMinor } of giftsFor(offers, transfer.amountMinor)) {
    if (giftMinor <= roomMinor && (await drawOnBudget(ctx, offer.row.id, giftMinor))) return { offer: offer.row, giftMinor };
  }
  return undefined;
}

/** What a member may be given by with a top-up that is ordered at an instant, in the order in which offers were made. Asked as the system. */
export async function openOffers(ctx: Ctx, of: { memberId: Id<'member'>; memberKind: TopUp['memberKind']; at: Date }): Promise<OfferRow[]> {
  const { memberKind } = of;
  // All that is on an anonymous card is paid out to whoever brings it: nothing is given on top of it.
  if (memberKind === 'anonymous') return [];
  const rows = await selectOffersAt(ctx, { at: of.at, on: businessDayOf(of.at, await timeZoneOf(ctx)) });
  const meant = rows.filter(({ member_kinds }) => member_kinds.length === 0 || member_kinds.includes(memberKind));
  const once = meant.filter(({ frequency }) => frequency === 'once').map(({ id }) => id);
  const had = await selectGivenBy(ctx, of.memberId, once);
  return meant.filter(({ id }) => !had.has(id));
}

function giftOf(ctx: Ctx, { transfer }: TopUp, { offer, giftMinor }: Chosen): PostTransfer {
  return {
    id: newId(ctx.now.getTime()),
    debit: offer.account_id,
    credit: transfer.credit,
    amountMinor: giftMinor,
    code: TRANSFER_CODES.gift,
    ceilingMinor: transfer.ceilingMinor,
    ...(transfer.via && { via: transfer.via }),
    ...(transfer.origin && { origin: transfer.origin }),
  };
}

async function tellGiven(ctx: Ctx, { memberId, transfer }: TopUp, of: { chosen: Chosen; giftId: string; balanceMinor: Minor }): Promise<void> {
  const params = { amount: of.chosen.giftMinor, paid: transfer.amountMinor, balance: of.balanceMinor };
  await notify(ctx, { to: { memberId }, kind: 'wallet.gifted', params, key: of.giftId });
}

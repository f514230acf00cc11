import { type Id, type Minor, negate, newId, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { post, TRANSFER_CODES } from '../ledger/index.ts';
import { lockedPurse } from './purse.ts';
import { addReturned, selectLot, selectOfferOfLot, takeOfLot } from './queries.ts';

/** A part of a top-up that is being given back, and the gift that lapses with it. */
export type Returned = { readonly lotId: Id<'payment'>; readonly ownMinor: Minor; readonly giftMinor: Minor };

/** From now on it does not count as left any more. Asked as the system, with the wallet's account locked. */
export function setAside(ctx: Ctx, { lotId, ownMinor, giftMinor }: Returned): Promise<void> {
  return takeOfLot(ctx, lotId, { ownMinor, giftMinor });
}

/** It stayed after all. */
export function putBack(ctx: Ctx, { lotId, ownMinor, giftMinor }: Returned): Promise<void> {
  return takeOfLot(ctx, lotId, { ownMinor: negate(ownMinor), giftMinor: negate(giftMinor) });
}

/** The account that a lapsed gift goes back to. */
export async function giftAccountOf(ctx: Ctx, lotId: Id<'payment'>): Promise<number> {
  const offer = await selectOfferOfLot(ctx, lotId);
  if (!offer) throw new RangeError('a top-up without a gift has nothing that could lapse');
  return offer.account_id;
}

/** The gift is back: its offer may give it to others. */
export async function noteLapsed(ctx: Ctx, { lotId, giftMinor }: Pick<Returned, 'lotId' | 'giftMinor'>): Promise<void> {
  const offer = giftMinor > 0 ? await selectOfferOfLot(ctx, lotId) : undefined;
  if (offer) await addReturned(ctx, offer.id, giftMinor);
}

/** What was given with a top-up; nothing for one that is not credited. Asked as the system. */
export async function findGift(ctx: Ctx, lotId: string): Promise<Minor> {
  return (await selectLot(ctx, lotId as Id<'payment'>))?.gift_minor ?? ZERO; // The id of a top-up.
}

/** What is left of gifts where no own money is left beside it goes back to its offers: for a purse that is being closed. As the system. */
export async function returnGiftsOf(ctx: Ctx, memberId: Id<'member'>, accountId: number): Promise<void> {
  const businessOn = await businessDayNow(ctx);
  const { lots } = await lockedPurse(ctx, memberId, accountId);
  for (const { lot, ownMinor, giftMinor } of lots) {
    if (giftMinor === 0) continue;
    const transfer = { id: newId(ctx.now.getTime()), debit: accountId, credit: await giftAccountOf(ctx, lot.id), amountMinor: giftMinor };
    await post(ctx, { businessOn, transfers: [{ ...transfer, code: TRANSFER_CODES.giftReturn }] });
    await setAside(ctx, { lotId: lot.id, ownMinor, giftMinor });
    await noteLapsed(ctx, { lotId: lot.id, giftMinor });
  }
}

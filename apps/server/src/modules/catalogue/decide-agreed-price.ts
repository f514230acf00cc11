import { AppError, type ContentOf, type catalogue } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { startOfDay } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { mayLookAt } from '../organizations/index.ts';
import { type AgreedPriceView, holdingPrice, partyOf, priceView } from './agreed-price.ts';
import { announceItem, lockedItem } from './item.ts';
import { type PriceRow, selectPrice, updatePrice } from './price-queries.ts';

/**
 * From now on, or from the wished day on, if that is later; what was redeemed before keeps its price.
 * @throws AppError `catalogue.price_unknown`, `catalogue.price_not_now`, `catalogue.price_other_side`
 */
export async function acceptAgreedPrice(ctx: Ctx, { agreedPriceId }: ContentOf<typeof catalogue.acceptAgreedPrice>): Promise<AgreedPriceView> {
  const price = await waiting(ctx, agreedPriceId);
  if (partyOf(ctx).side === price.proposed_side) throw new AppError('catalogue.price_other_side', { agreedPriceId });
  const wished = price.wished_on === null ? ctx.now : await startOfDay(ctx, price.wished_on);
  return decide(ctx, price, { state: 'agreed', starts_at: wished > ctx.now ? wished : ctx.now });
}

/** Also by whoever proposed it, who thinks better of it. @throws AppError `catalogue.price_unknown`, `catalogue.price_not_now` */
export async function refuseAgreedPrice(ctx: Ctx, { agreedPriceId }: ContentOf<typeof catalogue.refuseAgreedPrice>): Promise<AgreedPriceView> {
  return decide(ctx, await waiting(ctx, agreedPriceId), { state: 'refused' });
}

/** The item's lock keeps two from deciding. */
async function waiting(ctx: Ctx, agreedPriceId: Id<'agreedPrice'>): Promise<PriceRow> {
  const seen = await selectPrice(ctx, agreedPriceId);
  if (!seen || !mayLookAt(ctx.actor, seen.merchant_id)) throw new AppError('catalogue.price_unknown', { agreedPriceId });
  await lockedItem(ctx, seen.item_id);
  const price = await selectPrice(ctx, agreedPriceId);
  if (price?.state !== 'proposed') throw new AppError('catalogue.price_not_now', { agreedPriceId });
  return price;
}

async function decide(ctx: Ctx, price: PriceRow, change: { state: 'agreed' | 'refused'; starts_at?: Date }): Promise<AgreedPriceView> {
  const { side, staffId, name } = partyOf(ctx);
  await updatePrice(ctx, price.id, { ...change, decided_side: side, decided_by: staffId, decided_by_name: name, decided_at: ctx.now });
  await record(ctx, {
    action: change.state === 'agreed' ? 'catalogue.acceptAgreedPrice' : 'catalogue.refuseAgreedPrice',
    targetKind: 'item',
    targetId: price.item_id,
    after: { agreedPriceId: price.id, agreedMinor: price.amount_minor, startsAt: change.starts_at?.toISOString() ?? null },
  });
  await announceItem(ctx, price);
  const row = await selectPrice(ctx, price.id);
  if (!row) throw new Error('a price that was decided is there');
  return priceView(ctx, row, await holdingPrice(ctx, price.item_id));
}

import { AppError, type ContentOf, type catalogue } from '@tessera/contract';
import { newId, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type AgreedPriceView, holdingPrice, partyOf, priceView } from './agreed-price.ts';
import { announceItem, lockedItem } from './item.ts';
import { insertPrice, selectPrice } from './price-queries.ts';

/** @throws AppError `catalogue.item_unknown`, `catalogue.price_waits` */
export async function proposeAgreedPrice(ctx: Ctx, input: ContentOf<typeof catalogue.proposeAgreedPrice>): Promise<AgreedPriceView> {
  const { itemId, agreedMinor, wishedOn } = input;
  const { side, staffId, name } = partyOf(ctx);
  const item = await lockedItem(ctx, itemId);
  const id = newId<'agreedPrice'>(ctx.now.getTime());
  const isNew = await insertPrice(ctx, {
    id,
    item_id: itemId,
    merchant_id: item.merchant_id,
    amount_minor: toMinor(agreedMinor),
    wished_on: wishedOn,
    proposed_side: side,
    proposed_by: staffId,
    proposed_by_name: name,
    proposed_at: ctx.now,
  });
  if (!isNew) throw new AppError('catalogue.price_waits', { itemId });
  const after = { agreedPriceId: id, agreedMinor, wishedOn };
  await record(ctx, { action: 'catalogue.proposeAgreedPrice', targetKind: 'item', targetId: itemId, after });
  await announceItem(ctx, item);
  const row = await selectPrice(ctx, id);
  if (!row) throw new Error('a price that was just proposed is there');
  return priceView(ctx, row, await holdingPrice(ctx, itemId));
}

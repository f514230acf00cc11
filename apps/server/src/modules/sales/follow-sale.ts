import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type ChannelsParts, giveUpOrder, resolveOrder } from '../channels/index.ts';
import { describeSale } from './describe-sales.ts';
import { tellAboutSale } from './hooks.ts';
import { lockSale, type SaleRow, selectSale, updateSale } from './queries.ts';
import type { SaleView } from './sale.ts';

type SaleId = { saleId: Id<'order'> };

/** @throws AppError `sales.unknown`, also for another merchant's */
export async function getSale(ctx: Ctx, { saleId }: SaleId): Promise<SaleView> {
  return describeSale(ctx, await seenSale(ctx, saleId));
}

export async function seenSale(ctx: Ctx, saleId: Id<'order'>): Promise<SaleRow> {
  const row = await selectSale(ctx, saleId);
  if (!row) throw new AppError('sales.unknown', { saleId });
  return row;
}

/** Asks the channel now, instead of when its turn comes. @throws AppError `sales.unknown` */
export async function checkSale(parts: ChannelsParts, call: Call, { saleId }: SaleId): Promise<SaleView> {
  const { state } = await read(parts, call, saleId);
  if (state === 'waiting') await resolveOrder(parts, saleId);
  return read(parts, call, saleId);
}

/**
 * The till waits no longer: the wish is written down first, then what was not paid is reversed. What was paid by then stays paid, and the answer says so.
 * @throws AppError `sales.unknown`
 */
export async function giveUpSale(parts: ChannelsParts, call: Call, { saleId }: SaleId): Promise<SaleView> {
  const isWaiting = await parts.database.transaction(call.actor, call, async (ctx) => {
    await seenSale(ctx, saleId);
    const sale = await lockSale(ctx, saleId);
    if (sale?.state !== 'waiting') return false;
    if (sale.given_up_at === null) {
      await updateSale(ctx, saleId, { given_up_at: ctx.now });
      await record(ctx, { action: 'sales.giveUpSale', targetKind: 'sale', targetId: saleId, after: { amountMinor: sale.amount_minor } });
      await tellAboutSale(ctx, sale);
    }
    return true;
  });
  if (isWaiting) await giveUpOrder(parts, saleId);
  return read(parts, call, saleId);
}

function read(parts: ChannelsParts, call: Call, saleId: Id<'order'>): Promise<SaleView> {
  return parts.database.transaction(call.actor, call, (ctx) => getSale(ctx, { saleId }));
}

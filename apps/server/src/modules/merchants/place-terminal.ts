import { AppError, type ContentOf, type merchants, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { placeTerminalIn } from '../terminals/index.ts';
import { lockedShop } from './shop.ts';

type Place = typeof merchants.placeTerminal;

/** Only a shop of the terminal's own merchant. @throws AppError `terminals.unknown`, `merchants.shop_unknown` */
export async function placeTerminal(ctx: Ctx, { terminalId, shopId }: ContentOf<Place>): Promise<OutputOf<Place>> {
  const shop = shopId === null ? null : await lockedShop(ctx, shopId);
  const { before, organizationId } = await placeTerminalIn(ctx, { terminalId, shopId });
  if (shop && shop.organization_id !== organizationId) throw new AppError('merchants.shop_unknown', { shopId: shop.id });
  await record(ctx, {
    action: 'merchants.placeTerminal',
    targetKind: 'terminal',
    targetId: terminalId,
    before: { shopId: before },
    after: { shopId, ...(shop && { shop: shop.name }) },
  });
  return { terminalId, shopId };
}

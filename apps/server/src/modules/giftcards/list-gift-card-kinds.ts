import type { giftcards, InputOf, OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { namesOfMerchants, scopeOf } from '../subsidies/index.ts';
import { amountsOf, describeKinds } from './kind.ts';
import { selectKinds } from './kind-queries.ts';

/** Kinds that a phone offers at once. */
const ON_SALE_MAX = 50;

/** Newest first. The sums are of the whole house, whoever looks. */
export async function listGiftCardKinds(
  ctx: Ctx,
  input: InputOf<typeof giftcards.listGiftCardKinds>,
): Promise<OutputOf<typeof giftcards.listGiftCardKinds>> {
  const { q, status, limit } = input;
  const [beforeId] = keyOfCursor(input.cursor, [KEY_ID]) ?? [];
  const rows = await selectKinds(ctx, { q, status, limit: limit + 1, beforeId: beforeId as Id<'giftCardKind'> | undefined }); // A cursor of this list.
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
  return { items: await asSystem(ctx, (system) => describeKinds(system, items)), nextCursor };
}

export function listGiftCardsOnSale(ctx: Ctx): Promise<OutputOf<typeof giftcards.listGiftCardsOnSale>> {
  return asSystem(ctx, async (system) => {
    const rows = await selectKinds(system, { status: 'open', limit: ON_SALE_MAX });
    const merchantNames = await namesOfMerchants(system, rows);
    return {
      kinds: rows.map((row) => ({
        id: row.id,
        name: { zh: row.name_zh, en: row.name_en },
        amounts: amountsOf(row),
        priceBps: row.price_bps,
        validDays: row.valid_days,
        scope: scopeOf(row),
        merchantNames: merchantNames(row.merchant_ids),
      })),
    };
  });
}

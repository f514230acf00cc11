import type { Id, Minor } from '@tessera/kernel';
import type { Bearer } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { selectBearers, selectOwnParts } from './queries.ts';

/** What a merchant bore itself of the price of one payment, and what was paid. */
export type OwnPart = { readonly discountMinor: Minor; readonly totalMinor: Minor };
export type Bearers = {
  /** Whose part a transfer brought the merchant. */
  readonly byTransfer: ReadonlyMap<string, Bearer>;
  readonly own: ReadonlyMap<string, OwnPart>;
};

/** Who bore discounts, by the transfers that brought a part of others, and by the payments of which the merchant bore one. Ask as the system. */
export async function findBearers(ctx: Ctx, of: { transferIds: readonly string[]; paymentIds: readonly string[] }): Promise<Bearers> {
  const paymentIds = of.paymentIds as readonly Id<'checkout'>[]; // A checkout has its payment's id.
  const [brought, own] = [await selectBearers(ctx, of.transferIds), await selectOwnParts(ctx, paymentIds)];
  return {
    byTransfer: new Map(brought.map(({ transferId, bearer }) => [transferId, bearer])),
    own: new Map(own.map(({ id, ...part }) => [id, part])),
  };
}

import { AppError, type giftcards, type InputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { scopeOf } from '../subsidies/index.ts';
import { hasCards } from './card-queries.ts';
import { auditedKind, columnsOf, describeKind, type KindView, refuseUnknownMerchants } from './kind.ts';
import { isNameTaken, type KindRow, lockKind, updateKind } from './kind-queries.ts';

/**
 * What was sold keeps its value and its days, and pays where it paid: a scope is the promise that somebody bought.
 * @throws AppError `giftcards.kind_unknown`, `giftcards.name_taken`, `giftcards.merchant_unknown`, `giftcards.sold_already`
 */
export async function updateGiftCardKind(ctx: Ctx, input: InputOf<typeof giftcards.updateGiftCardKind>): Promise<KindView> {
  const { kindId, status } = input;
  const before = await lockedKind(ctx, kindId);
  if (await isNameTaken(ctx, input.name, kindId)) throw new AppError('giftcards.name_taken');
  await refuseUnknownMerchants(ctx, input.scope.merchantIds);
  const change = { ...columnsOf(input), status };
  if (!isSameScope(before, change) && (await asSystem(ctx, (system) => hasCards(system, kindId)))) throw new AppError('giftcards.sold_already');
  await updateKind(ctx, kindId, change);
  const row = await lockedKind(ctx, kindId);
  await record(ctx, {
    action: 'giftcards.updateGiftCardKind',
    targetKind: 'giftCardKind',
    targetId: kindId,
    before: auditedKind(before),
    after: auditedKind(row),
  });
  return asSystem(ctx, (system) => describeKind(system, row));
}

/** @throws AppError `giftcards.kind_unknown` */
export async function lockedKind(ctx: Ctx, kindId: Id<'giftCardKind'>): Promise<KindRow> {
  const row = await lockKind(ctx, kindId);
  if (!row) throw new AppError('giftcards.kind_unknown');
  return row;
}

type Scoped = Pick<KindRow, 'everywhere' | 'merchant_ids' | 'categories'>;
const isSameScope = (a: Scoped, b: Scoped): boolean => scopeText(a) === scopeText(b);

function scopeText(scoped: Scoped): string {
  const { everywhere, merchantIds, categories } = scopeOf(scoped);
  return JSON.stringify([everywhere, [...merchantIds].sort(), [...categories].sort()]);
}

import { AppError, type giftcards, type InputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { openAccount } from '../ledger/index.ts';
import { auditedKind, columnsOf, describeKind, type KindView, refuseUnknownMerchants } from './kind.ts';
import { insertKind, selectKindsById } from './kind-queries.ts';

/** @throws AppError `giftcards.name_taken`, `giftcards.merchant_unknown` */
export async function createGiftCardKind(ctx: Ctx, input: InputOf<typeof giftcards.createGiftCardKind>): Promise<KindView> {
  await refuseUnknownMerchants(ctx, input.scope.merchantIds);
  const id = newId<'giftCardKind'>(ctx.now.getTime());
  const account = await openAccount(ctx, { owner: id, kind: 'operator', hot: true });
  const isAdded = await insertKind(ctx, { id, ...columnsOf(input), account_id: account.id, created_at: ctx.now });
  if (!isAdded) throw new AppError('giftcards.name_taken');
  const [row] = await selectKindsById(ctx, [id]);
  if (!row) throw new Error('a kind that was entered has a row');
  await record(ctx, { action: 'giftcards.createGiftCardKind', targetKind: 'giftCardKind', targetId: id, after: auditedKind(row) });
  return asSystem(ctx, (system) => describeKind(system, row));
}

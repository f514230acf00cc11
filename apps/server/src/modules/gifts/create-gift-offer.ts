import { AppError } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { staffOf } from '../../platform/actors.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { openAccount } from '../ledger/index.ts';
import { auditedOffer, columnsOf, lockedOffer, type OfferInput, type OfferView, offerView } from './offer.ts';
import { insertOffer } from './queries.ts';

/** What it gives comes from an account of its own, so that the books say what an offer has cost. @throws AppError `gifts.name_taken`, `gifts.ends_before_it_begins` */
export async function createGiftOffer(ctx: Ctx, input: OfferInput): Promise<OfferView> {
  const columns = columnsOf(input);
  const { staffId, name } = staffOf(ctx);
  const id = newId<'giftOffer'>(ctx.now.getTime());
  const account = await openAccount(ctx, { owner: id, kind: 'operator', hot: true });
  const row = { id, ...columns, written_by: staffId, written_by_name: name, account_id: account.id, created_at: ctx.now };
  if (!(await insertOffer(ctx, row))) throw new AppError('gifts.name_taken');
  const made = await lockedOffer(ctx, id);
  await record(ctx, { action: 'gifts.createGiftOffer', targetKind: 'giftOffer', targetId: id, after: auditedOffer(made) });
  return offerView(ctx, made);
}

import { AppError, type giftcards, type InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { type CardView, describeCard } from './card.ts';
import { selectCard } from './card-queries.ts';

/** @throws AppError `giftcards.unknown` */
export async function getGiftCard(ctx: Ctx, { giftCardId }: InputOf<typeof giftcards.getGiftCard>): Promise<CardView> {
  const row = await selectCard(ctx, giftCardId);
  if (!row) throw new AppError('giftcards.unknown', { giftCardId });
  return describeCard(ctx, row);
}

import { AppError, type GiftCardState, type giftcards, type InputOf, type OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { raiseFencesOfMembers } from '../wallets/index.ts';
import { type CardView, describeCard, isOver, lockedCard } from './card.ts';
import { type CardRow, updateCard } from './card-queries.ts';
import { drawGiftCode } from './gift-code.ts';

/** @throws AppError `giftcards.unknown`, `giftcards.not_now` */
export async function blockGiftCard(ctx: Ctx, { giftCardId, reason }: InputOf<typeof giftcards.blockGiftCard>): Promise<CardView> {
  const card = await inState(ctx, giftCardId, ['waiting']);
  return change(ctx, card, { action: 'giftcards.blockGiftCard', to: { state: 'blocked' as const, reason } });
}

/** @throws AppError `giftcards.unknown`, `giftcards.not_now` */
export async function unblockGiftCard(ctx: Ctx, { giftCardId }: InputOf<typeof giftcards.unblockGiftCard>): Promise<CardView> {
  const card = await inState(ctx, giftCardId, ['blocked']);
  return change(ctx, card, { action: 'giftcards.unblockGiftCard', to: { state: 'waiting' as const, reason: '' } });
}

/** The money stays where it is; only what it is told by is another. @throws AppError `giftcards.unknown`, `giftcards.not_now` */
export async function replaceGiftCode(
  ctx: Ctx,
  { giftCardId, reason }: InputOf<typeof giftcards.replaceGiftCode>,
  secrets: SecretBox,
): Promise<OutputOf<typeof giftcards.replaceGiftCode>> {
  const card = await inState(ctx, giftCardId, ['waiting', 'blocked']);
  const { code, ...sealed } = drawGiftCode(secrets);
  const view = await change(ctx, card, { action: 'giftcards.replaceGiftCode', to: { state: 'waiting' as const, reason, ...sealed } });
  return { card: view, code };
}

/** Tills look again at a wallet whose card pays longer. @throws AppError `giftcards.unknown`, `giftcards.not_now`, `giftcards.day_wrong` */
export async function extendGiftCard(ctx: Ctx, { giftCardId, expiresOn, reason }: InputOf<typeof giftcards.extendGiftCard>): Promise<CardView> {
  const card = await inState(ctx, giftCardId, ['waiting', 'blocked', 'held']);
  if (card.expires_on === null || expiresOn <= card.expires_on || isOver({ expires_on: expiresOn }, await businessDayNow(ctx))) {
    throw new AppError('giftcards.day_wrong');
  }
  const { holder_id } = card;
  if (holder_id) await asSystem(ctx, (system) => raiseFencesOfMembers(system, [holder_id]));
  return change(ctx, card, { action: 'giftcards.extendGiftCard', to: { expires_on: expiresOn, reason } });
}

async function inState(ctx: Ctx, giftCardId: CardRow['id'], states: readonly GiftCardState[]): Promise<CardRow> {
  const card = await lockedCard(ctx, giftCardId);
  if (!states.includes(card.state)) throw new AppError('giftcards.not_now', { giftCardId });
  return card;
}

type Change = Partial<Pick<CardRow, 'state' | 'reason' | 'expires_on' | 'code_hash' | 'code_sealed' | 'code_tail'>>;

async function change(ctx: Ctx, card: CardRow, { action, to }: { action: string; to: Change }): Promise<CardView> {
  await updateCard(ctx, card.id, to);
  const row = { ...card, ...to };
  await record(ctx, { action, targetKind: 'giftCard', targetId: card.id, before: audited(card), after: audited(row) });
  return describeCard(ctx, row);
}

const audited = (row: CardRow) => ({ state: row.state, tail: row.code_tail, expiresOn: row.expires_on, reason: row.reason });

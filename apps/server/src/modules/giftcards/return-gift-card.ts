import { AppError, type giftcards, type InputOf } from '@tessera/contract';
import { newId, subtract } from '@tessera/kernel';
import { memberOf, staffOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type PostTransfer, post } from '../ledger/index.ts';
import { readSetting } from '../settings/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { type CardView, describeCard, describeSent, kindOf, lockedCard, returnableUntil, type SentView } from './card.ts';
import { type CardRow, updateCard } from './card-queries.ts';
import { GIFT_CARD_CODES } from './gift-card-codes.ts';
import { hashOfGiftCode } from './gift-code.ts';
import { operatorAccountOf } from './operator-account.ts';
import type { GiftcardsParts } from './parts.ts';
import { refuse } from './sell-gift-card.ts';

/**
 * At the counter where it was sold for cash. The code proves who has the card, so that nobody is paid for one that somebody else may still take.
 * @throws AppError `giftcards.unknown`, `giftcards.not_now`, `giftcards.return_over`
 */
export async function refundGiftCard(ctx: Ctx, input: InputOf<typeof giftcards.refundGiftCard>, parts: GiftcardsParts): Promise<CardView> {
  const { staffId } = staffOf(ctx);
  const card = await lockedCard(ctx, input.giftCardId);
  if (hashOfGiftCode(parts.secrets, input.code) !== card.code_hash) throw new AppError('giftcards.unknown', { giftCardId: card.id });
  if (card.buyer_id !== null) throw new AppError('giftcards.not_now', { giftCardId: card.id });
  const row = await asSystem(ctx, async (system) => giveBack(system, card, { credit: await parts.cashAccountOf(system), origin: staffId }));
  await noteReturned(ctx, row, 'giftcards.refundGiftCard');
  return describeCard(ctx, row);
}

/** By whoever bought it in the app. @throws AppError `giftcards.unknown`, `giftcards.not_now`, `giftcards.return_over`, `giftcards.wallet_not_active` */
export async function returnOwnGiftCard(
  ctx: Ctx,
  { giftCardId }: InputOf<typeof giftcards.returnOwnGiftCard>,
  secrets: SecretBox,
): Promise<SentView> {
  const memberId = memberOf(ctx);
  const card = await lockedCard(ctx, giftCardId);
  if (card.buyer_id !== memberId) throw new AppError(card.holder_id === memberId ? 'giftcards.not_now' : 'giftcards.unknown', { giftCardId });
  const row = await asSystem(ctx, async (system) => {
    const wallet = (await findWalletsOfMembers(system, [memberId])).get(memberId);
    if (!wallet) throw new AppError('giftcards.wallet_not_active');
    return giveBack(system, card, { credit: wallet.accountId });
  });
  await noteReturned(ctx, row, 'giftcards.returnOwnGiftCard');
  await notifyLive(ctx, `member:${memberId}`, { kind: 'wallet', memberId });
  const [view] = await asSystem(ctx, (system) => describeSent(system, [row], secrets));
  if (!view) throw new Error('one card has one description');
  return view;
}

/** The price to whoever paid it, and what the operator had put on top to the operator. Ask as the system. */
async function giveBack(ctx: Ctx, card: CardRow, to: Pick<PostTransfer, 'credit' | 'origin'>): Promise<CardRow> {
  if (card.state !== 'waiting') throw new AppError('giftcards.not_now', { giftCardId: card.id });
  const today = await businessDayNow(ctx);
  const returnDays = await readSetting(ctx, 'giftcards.returnDays');
  if (returnableUntil(card, { today, returnDays }) === null) throw new AppError('giftcards.return_over', { days: returnDays });
  const { account_id: debit } = await kindOf(ctx, card);
  const id = newId(ctx.now.getTime());
  const transfers: PostTransfer[] = [{ id, debit, ...to, amountMinor: card.price_minor, code: GIFT_CARD_CODES.return }];
  const bonusMinor = subtract(card.face_minor, card.price_minor);
  if (bonusMinor > 0) {
    const credit = await operatorAccountOf(ctx, 'bonus');
    transfers.push({ id: newId(ctx.now.getTime()), debit, credit, amountMinor: bonusMinor, code: GIFT_CARD_CODES.bonusReturn });
  }
  await post(ctx, { id, businessOn: today, transfers }).catch(refuse);
  const change = { state: 'returned' as const, ended_at: ctx.now, code_sealed: null };
  await updateCard(ctx, card.id, change);
  return { ...card, ...change };
}

async function noteReturned(ctx: Ctx, row: CardRow, action: string): Promise<void> {
  await record(ctx, {
    action,
    targetKind: 'giftCard',
    targetId: row.id,
    after: { tail: row.code_tail, faceMinor: row.face_minor, priceMinor: row.price_minor },
  });
}

import { AppError, type giftcards, type InputOf } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { memberOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findAccounts, openAccount, post } from '../ledger/index.ts';
import { notify } from '../notifications/index.ts';
import { findWalletsOfMembers, raiseFencesOfMembers } from '../wallets/index.ts';
import { describeHeld, type HeldView, isOver, kindOf } from './card.ts';
import { type CardRow, lockCard, lockCardByCode, selectCard, updateCard } from './card-queries.ts';
import { GIFT_CARD_CODES } from './gift-card-codes.ts';
import { hashOfGiftCode } from './gift-code.ts';

type Input = InputOf<typeof giftcards.takeGiftCard>;

/**
 * A card of nobody becomes the member's: its money moves into an account of their wallet, which pays before cash. Of many who show one code at
 * once the first to hold its row has it.
 * @throws AppError `giftcards.unknown`, `giftcards.taken_already`, `giftcards.not_now`, `giftcards.over`, `giftcards.wallet_not_active`
 */
export async function takeGiftCard(ctx: Ctx, input: Input, secrets: SecretBox): Promise<HeldView> {
  const memberId = memberOf(ctx);
  const row = await asSystem(ctx, async (system) => {
    const card = await lockShown(system, { ...input, memberId }, secrets);
    await moveIntoWallet(system, card, memberId);
    const taken = await selectCard(system, card.id);
    if (!taken) throw new Error('a card that was taken has a row');
    return taken;
  });
  await record(ctx, {
    action: 'giftcards.takeGiftCard',
    targetKind: 'giftCard',
    targetId: row.id,
    after: { kindId: row.kind_id, tail: row.code_tail, faceMinor: row.face_minor },
  });
  await tellBuyer(ctx, row);
  const [view] = await asSystem(ctx, (system) => describeHeld(system, [row]));
  if (!view) throw new Error('one card has one description');
  return view;
}

/** By its code whoever shows it; by its id whom it was sent to. To all others it does not exist. */
async function lockShown(ctx: Ctx, shown: Pick<Input, 'code' | 'giftCardId'> & { memberId: Id<'member'> }, secrets: SecretBox): Promise<CardRow> {
  const { code, giftCardId, memberId } = shown;
  if (giftCardId !== undefined) {
    const card = await lockCard(ctx, giftCardId);
    if (card?.recipient_id === memberId) return card;
    throw new AppError('giftcards.unknown');
  }
  const hash = code === undefined ? undefined : hashOfGiftCode(secrets, code);
  const card = hash === undefined ? undefined : await lockCardByCode(ctx, hash);
  if (!card) throw new AppError('giftcards.unknown');
  return card;
}

/** The caller holds the card's row. Ask as the system. @throws AppError as `takeGiftCard` */
export async function moveIntoWallet(ctx: Ctx, card: CardRow, memberId: Id<'member'>): Promise<void> {
  if (card.state === 'held') throw new AppError('giftcards.taken_already');
  if (card.state === 'lapsed' || (card.state === 'waiting' && isOver(card, await businessDayNow(ctx)))) throw new AppError('giftcards.over');
  if (card.state !== 'waiting') throw new AppError('giftcards.not_now');
  const wallet = (await findWalletsOfMembers(ctx, [memberId])).get(memberId);
  const [cash] = wallet ? await findAccounts(ctx, [wallet.accountId]) : [];
  if (!wallet || cash?.status !== 'active') throw new AppError('giftcards.wallet_not_active');
  const kind = await kindOf(ctx, card);
  const account = await openAccount(ctx, { owner: wallet.walletId, kind: 'wallet' });
  // From here on every till looks again at what this wallet holds.
  await raiseFencesOfMembers(ctx, [memberId]);
  await post(ctx, {
    businessOn: await businessDayNow(ctx),
    transfers: [
      { id: newId(ctx.now.getTime()), debit: kind.account_id, credit: account.id, amountMinor: card.face_minor, code: GIFT_CARD_CODES.take },
    ],
  });
  await updateCard(ctx, card.id, {
    state: 'held',
    holder_id: memberId,
    wallet_id: wallet.walletId,
    account_id: account.id,
    held_at: ctx.now,
    code_sealed: null,
  });
  await notifyLive(ctx, `member:${memberId}`, { kind: 'wallet', memberId });
}

/** The giver hears that it arrived. */
async function tellBuyer(ctx: Ctx, row: CardRow): Promise<void> {
  if (row.buyer_id === null || row.buyer_id === row.holder_id) return;
  const kind = await asSystem(ctx, (system) => kindOf(system, row));
  const params = { amount: row.face_minor, nameZh: kind.name_zh, nameEn: kind.name_en };
  await notify(ctx, { to: { memberId: row.buyer_id }, kind: 'giftCard.taken', params, key: row.id });
}

import { AppError, type giftcards, type InputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { memberOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { findMembersByPhone } from '../members/index.ts';
import { notify } from '../notifications/index.ts';
import { findWalletsOfMembers, proveOwnPin } from '../wallets/index.ts';
import { describeSent, kindOf, type SentView } from './card.ts';
import { type CardRow, selectCard } from './card-queries.ts';
import type { GiftcardsParts } from './parts.ts';
import { makeSale } from './sell-gift-card.ts';
import { lockedKind } from './update-gift-card-kind.ts';

type Input = InputOf<typeof giftcards.buyGiftCard>;

/**
 * In the app, after the PIN. The same key again, also while the first call of it still runs, answers what it bought the first time, and takes
 * nothing.
 * @throws AppError as `proveOwnPin` and `makeSale`
 */
export function createBuyGiftCard(parts: GiftcardsParts) {
  const { database, secrets } = parts;
  return async (call: Call, input: Input): Promise<SentView> => {
    const before = await database.transaction(call.actor, call, (ctx) => boughtBefore(ctx, input, secrets));
    if (before) return before;
    await proveOwnPin(parts, call, input.pin);
    return database.transaction(call.actor, call, (ctx) => buy(ctx, input, secrets));
  };
}

/** @throws AppError `request.key_reused` where the key bought something else */
async function boughtBefore(ctx: Ctx, { key, kindId, faceMinor }: Input, secrets: SecretBox): Promise<SentView | undefined> {
  const row = await selectCard(ctx, key as Id<'giftCard'>); // A key may become the id of any noun.
  if (!row) return undefined;
  if (row.kind_id !== kindId || row.face_minor !== faceMinor || row.buyer_id !== memberOf(ctx)) throw new AppError('request.key_reused');
  return sentView(ctx, row, secrets);
}

async function buy(ctx: Ctx, input: Input, secrets: SecretBox): Promise<SentView> {
  const { key, kindId, faceMinor, priceMinor } = input;
  const memberId = memberOf(ctx);
  // Held until this one is committed: whichever of two calls of one key comes second finds what the first has bought.
  await asSystem(ctx, (system) => lockedKind(system, kindId));
  const before = await boughtBefore(ctx, input, secrets);
  if (before) return before;
  const row = await asSystem(ctx, async (system) => {
    const wallet = (await findWalletsOfMembers(system, [memberId])).get(memberId);
    if (!wallet) throw new AppError('wallets.unknown', { memberId });
    const recipient_id = await recipientOf(system, { phone: input.recipientPhone, buyerId: memberId }, secrets);
    const greeting = { sender_name: input.senderName, recipient_name: input.recipientName, message: input.message, recipient_id };
    const from = { account: wallet.accountId, buyerId: memberId };
    return (await makeSale(system, { key, kindId, faceMinor, priceMinor, greeting, from }, secrets)).row;
  });
  await tellRecipient(ctx, row);
  await record(ctx, {
    action: 'giftcards.buyGiftCard',
    targetKind: 'giftCard',
    targetId: row.id,
    after: { kindId, tail: row.code_tail, faceMinor, priceMinor },
  });
  return sentView(ctx, row, secrets);
}

/** Whose phone it is. Nobody's answers the same: a buyer learns nothing of who is a member. */
async function recipientOf(ctx: Ctx, of: { phone: string | undefined; buyerId: Id<'member'> }, secrets: SecretBox): Promise<Id<'member'> | null> {
  if (of.phone === undefined) return null;
  const [member] = (await findMembersByPhone(ctx, [of.phone], secrets)).values();
  return member && member.status === 'active' && member.id !== of.buyerId ? member.id : null;
}

async function tellRecipient(ctx: Ctx, row: CardRow): Promise<void> {
  if (row.recipient_id === null) return;
  const kind = await asSystem(ctx, (system) => kindOf(system, row));
  const params = { amount: row.face_minor, sender: row.sender_name, nameZh: kind.name_zh, nameEn: kind.name_en };
  await notify(ctx, { to: { memberId: row.recipient_id }, kind: 'giftCard.received', params, key: row.id });
}

async function sentView(ctx: Ctx, row: CardRow, secrets: SecretBox): Promise<SentView> {
  const [view] = await asSystem(ctx, (system) => describeSent(system, [row], secrets));
  if (!view) throw new Error('one card has one description');
  return view;
}

import { AppError, type ErrorCode, type giftcards, type InputOf, type OutputOf } from '@tessera/contract';
import { dayAfter, type Id, type Minor, newId, subtract } from '@tessera/kernel';
import { giftPriceOf } from '@tessera/rules';
import { staffOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type AccountId, LedgerRefusal, type PostTransfer, post, type RefusalReason, viaOf } from '../ledger/index.ts';
import { topUpBounds } from '../wallets/index.ts';
import { describeCard } from './card.ts';
import { type CardRow, insertCard, selectCard } from './card-queries.ts';
import { GIFT_CARD_CODES } from './gift-card-codes.ts';
import { drawGiftCode, openGiftCode } from './gift-code.ts';
import { isOffered } from './kind.ts';
import type { KindRow } from './kind-queries.ts';
import { operatorAccountOf } from './operator-account.ts';
import type { GiftcardsParts } from './parts.ts';
import { lockedKind } from './update-gift-card-kind.ts';

const REFUSALS: Partial<Record<RefusalReason, ErrorCode>> = {
  insufficient_funds: 'giftcards.insufficient_funds',
  over_transaction_limit: 'giftcards.over_limit',
  over_day_limit: 'giftcards.over_limit',
  account_frozen: 'giftcards.wallet_not_active',
  account_closed: 'giftcards.wallet_not_active',
  key_reused: 'request.key_reused',
};

/** For `.catch`: the ledger's refusal in the words of the contract; any other error as it came. */
export function refuse(error: unknown): never {
  const code = error instanceof LedgerRefusal ? REFUSALS[error.reason] : undefined;
  throw code ? new AppError(code) : error;
}

type SoldView = OutputOf<typeof giftcards.sellGiftCard>;

export type Sale = {
  readonly key: Id<string>;
  readonly kindId: Id<'giftCardKind'>;
  readonly faceMinor: Minor;
  readonly priceMinor: Minor;
  readonly greeting: Pick<CardRow, 'sender_name' | 'recipient_name' | 'message' | 'recipient_id'>;
  /** Where the price comes from: the drawer's account, or the buyer's own cash by the buyer's limits. */
  readonly from: { readonly account: AccountId; readonly buyerId: Id<'member'> | null; readonly staff?: { staffId: Id<'staff'>; name: string } };
};

/**
 * Takes the price and writes the card down, in one transaction. Ask as the system, once the actor was checked.
 * @throws AppError `giftcards.kind_unknown`, `giftcards.not_for_sale`, `giftcards.amount_wrong`, `giftcards.price_changed`, `wallets.top_ups_off`, and
 *   as the ledger refuses the buyer's wallet
 */
export async function makeSale(ctx: Ctx, sale: Sale, secrets: SecretBox): Promise<{ row: CardRow; code: string }> {
  const { key, kindId, faceMinor, priceMinor, greeting, from } = sale;
  const kind = await lockedKind(ctx, kindId);
  // A card is prepaid money: whoever may not take any sells none.
  if (!(await topUpBounds(ctx, 'student')).isAllowed) throw new AppError('wallets.top_ups_off');
  // To a member, a kind that is not sold does not exist.
  if (kind.status !== 'open') throw new AppError(from.buyerId ? 'giftcards.kind_unknown' : 'giftcards.not_for_sale');
  if (!isOffered(kind, faceMinor)) throw new AppError('giftcards.amount_wrong', { kindId });
  const askedMinor = giftPriceOf(faceMinor, kind.price_bps);
  if (askedMinor !== priceMinor) throw new AppError('giftcards.price_changed', { kindId, priceMinor: askedMinor });
  const today = await businessDayNow(ctx);
  const paid = await post(ctx, { id: key, businessOn: today, transfers: await transfersOf(ctx, sale, kind) }).catch(refuse);
  // This caller's own repetition was answered before; the key is somebody else's.
  if (paid.replayed) throw new AppError('request.key_reused');
  const { code, ...sealed } = drawGiftCode(secrets);
  const id = key as Id<'giftCard'>; // A key may become the id of any noun.
  await insertCard(ctx, {
    id,
    kind_id: kindId,
    state: 'waiting',
    ...sealed,
    face_minor: faceMinor,
    price_minor: priceMinor,
    buyer_id: from.buyerId,
    ...greeting,
    sold_on: today,
    sold_at: ctx.now,
    sold_by_name: from.staff?.name ?? null,
    expires_on: kind.valid_days === null ? null : dayAfter(today, kind.valid_days),
  });
  const row = await selectCard(ctx, id);
  if (!row) throw new Error('a card that was sold has a row');
  return { row, code };
}

async function transfersOf(ctx: Ctx, { key, faceMinor, priceMinor, from }: Sale, kind: KindRow): Promise<PostTransfer[]> {
  const price: PostTransfer = {
    id: key,
    debit: from.account,
    credit: kind.account_id,
    amountMinor: priceMinor,
    code: GIFT_CARD_CODES.sale,
    content: `${kind.id} ${faceMinor}`,
    via: viaOf(from.buyerId ? 'app' : 'counter'),
    ...(from.buyerId && { enforceLimits: true }),
    ...(from.staff && { origin: from.staff.staffId }),
  };
  const bonusMinor = subtract(faceMinor, priceMinor);
  if (bonusMinor === 0) return [price];
  const debit = await operatorAccountOf(ctx, 'bonus');
  const bonus = { id: newId(ctx.now.getTime()), debit, credit: kind.account_id, amountMinor: bonusMinor, code: GIFT_CARD_CODES.bonus };
  return [price, bonus];
}

/**
 * At the counter, for cash. The same key again answers the same card, with its code from the sealed copy: an answer with a code in it is stored nowhere.
 * @throws AppError as `makeSale`
 */
export async function sellGiftCard(
  ctx: Ctx,
  input: InputOf<typeof giftcards.sellGiftCard>,
  { secrets, cashAccountOf }: GiftcardsParts,
): Promise<SoldView> {
  const { key, kindId, faceMinor, priceMinor, senderName, recipientName, message } = input;
  const staff = staffOf(ctx);
  // Held until this one is committed: whichever of two calls of one key comes second finds what the first has sold.
  await asSystem(ctx, (system) => lockedKind(system, kindId));
  const before = await soldBefore(ctx, input, secrets);
  if (before) return before;
  const { row, code } = await asSystem(ctx, async (system) => {
    const greeting = { sender_name: senderName, recipient_name: recipientName, message, recipient_id: null };
    const from = { account: await cashAccountOf(system), buyerId: null, staff };
    return makeSale(system, { key, kindId, faceMinor, priceMinor, greeting, from }, secrets);
  });
  await record(ctx, {
    action: 'giftcards.sellGiftCard',
    targetKind: 'giftCard',
    targetId: row.id,
    after: { kindId, tail: row.code_tail, faceMinor, priceMinor },
  });
  return { card: await describeCard(ctx, row), code };
}

/** @throws AppError `request.key_reused` where the key sold something else, or somebody else sold with it, or its card is not told any more */
async function soldBefore(
  ctx: Ctx,
  { key, kindId, faceMinor }: InputOf<typeof giftcards.sellGiftCard>,
  secrets: SecretBox,
): Promise<SoldView | undefined> {
  // As the system: whoever is bounded to departments sells, and sees no list of cards.
  const row = await asSystem(ctx, (system) => selectCard(system, key as Id<'giftCard'>)); // A key may become the id of any noun.
  if (!row) return undefined;
  const code = openGiftCode(secrets, row.code_sealed);
  const isSame = row.kind_id === kindId && row.face_minor === faceMinor && row.buyer_id === null && row.sold_by_name === staffOf(ctx).name;
  if (!isSame || code === null) throw new AppError('request.key_reused');
  return { card: await describeCard(ctx, row), code };
}

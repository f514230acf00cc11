import type { GiftCardState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { GiftcardsTables } from './tables.ts';

type CardTable = GiftcardsTables['giftcards.card'];
const tables = (ctx: Ctx) => ctx.tx.withTables<GiftcardsTables>();

const COLUMNS = [
  'id',
  'kind_id',
  'state',
  'code_sealed',
  'code_hash',
  'code_tail',
  'face_minor',
  'price_minor',
  'buyer_id',
  'recipient_id',
  'sender_name',
  'recipient_name',
  'message',
  'sold_at',
  'sold_by_name',
  'holder_id',
  'wallet_id',
  'account_id',
  'held_at',
  'lapsed_minor',
  'ended_at',
  'reason',
] as const;

const cards = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('giftcards.card')
    .select([...COLUMNS, sql<string>`sold_on::text`.as('sold_on'), sql<string | null>`expires_on::text`.as('expires_on')]);
export type CardRow = Awaited<ReturnType<typeof selectCards>>[number];

export type CardFilter = {
  state?: GiftCardState | undefined;
  kindId?: Id<'giftCardKind'> | undefined;
  /** Those of one of these people, or with a code that ends so. */
  found?: { memberIds: readonly Id<'member'>[]; tail: string } | undefined;
  beforeId?: Id<'giftCard'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectCards(ctx: Ctx, { state, kindId, found, beforeId, limit }: CardFilter) {
  let query = cards(ctx).orderBy('id', 'desc').limit(limit);
  if (state) query = query.where('state', '=', state);
  if (kindId) query = query.where('kind_id', '=', kindId);
  if (beforeId) query = query.where('id', '<', beforeId);
  if (found) {
    const { memberIds, tail } = found;
    query = query.where((card) =>
      card.or([
        card('code_tail', '=', tail),
        card('buyer_id', '=', card.fn.any(card.val([...memberIds]))),
        card('holder_id', '=', card.fn.any(card.val([...memberIds]))),
      ]),
    );
  }
  return query.execute();
}

/** What a member holds, was sent, or bought: newest first. */
export function selectCardsOfMember(ctx: Ctx, memberId: Id<'member'>, of: { as: 'holder_id' | 'recipient_id' | 'buyer_id'; limit: number }) {
  return cards(ctx).where(of.as, '=', memberId).orderBy('id', 'desc').limit(of.limit).execute();
}

export function selectCard(ctx: Ctx, id: Id<'giftCard'>): Promise<CardRow | undefined> {
  return cards(ctx).where('id', '=', id).executeTakeFirst();
}

export function selectCardByCode(ctx: Ctx, codeHash: string): Promise<CardRow | undefined> {
  return cards(ctx).where('code_hash', '=', codeHash).executeTakeFirst();
}

/** Of two who act on one card, the second waits here and finds it as the first has left it. */
export function lockCard(ctx: Ctx, id: Id<'giftCard'>): Promise<CardRow | undefined> {
  return cards(ctx).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function lockCardByCode(ctx: Ctx, codeHash: string): Promise<CardRow | undefined> {
  return cards(ctx).where('code_hash', '=', codeHash).forUpdate().executeTakeFirst();
}

/** The next whose last day is over and whose rest is still on them; another worker's are passed over. */
export function lockDueCards(ctx: Ctx, due: { today: string; limit: number }): Promise<CardRow[]> {
  return cards(ctx)
    .where('state', 'in', ['waiting', 'blocked', 'held'])
    .where('expires_on', '<', due.today)
    .orderBy('expires_on')
    .orderBy('id')
    .limit(due.limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function hasCards(ctx: Ctx, kindId: Id<'giftCardKind'>): Promise<boolean> {
  const one = await tables(ctx).selectFrom('giftcards.card').select('id').where('kind_id', '=', kindId).limit(1).executeTakeFirst();
  return one !== undefined;
}

const heldCards = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('giftcards.card as c')
    .innerJoin('giftcards.kind as k', 'k.id', 'c.kind_id')
    .select(['c.id', 'c.state', 'c.holder_id', 'c.wallet_id', 'c.account_id', 'c.held_at', 'k.name_zh', 'k.name_en'])
    .select(['k.everywhere', 'k.merchant_ids', 'k.categories', sql<string | null>`c.expires_on::text`.as('expires_on')])
    .$narrowType<{ holder_id: Id<'member'>; wallet_id: Id<'wallet'>; account_id: number; held_at: Date }>();
export type HeldRow = Awaited<ReturnType<typeof selectHeldByAccounts>>[number];

/** The cards in these wallets, in the order in which they came there. */
export function selectHeldInWallets(ctx: Ctx, walletIds: readonly Id<'wallet'>[]) {
  return heldCards(ctx)
    .where('c.wallet_id', '=', sql<Id<'wallet'>>`any(${walletIds}::uuid[])`)
    .where('c.state', '=', 'held')
    .orderBy('c.id')
    .execute();
}

export function selectHeldByAccounts(ctx: Ctx, accountIds: readonly number[]) {
  return heldCards(ctx).where('c.account_id', '=', sql<number>`any(${accountIds}::bigint[])`).execute();
}

export async function insertCard(ctx: Ctx, row: Insertable<CardTable>): Promise<void> {
  await tables(ctx).insertInto('giftcards.card').values(row).execute();
}

export async function updateCard(ctx: Ctx, id: Id<'giftCard'>, change: Updateable<CardTable>): Promise<void> {
  await tables(ctx).updateTable('giftcards.card').set(change).where('id', '=', id).execute();
}

/** Ledger accounts of all cards that a member took, whatever became of them. */
export async function selectAccountsHeldBy(ctx: Ctx, memberId: Id<'member'>): Promise<number[]> {
  const rows = await tables(ctx).selectFrom('giftcards.card').select('account_id').where('holder_id', '=', memberId).orderBy('id').execute();
  return rows.flatMap(({ account_id }) => account_id ?? []);
}

/** Names and words on the cards that this member bought or was given. */
export async function forgetGreetings(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx)
    .updateTable('giftcards.card')
    .set({ sender_name: '', recipient_name: '', message: '' })
    .where((card) => card.or([card('buyer_id', '=', memberId), card('holder_id', '=', memberId), card('recipient_id', '=', memberId)]))
    .execute();
}

import type { Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { Card, CardKind, CardStatus, WrongCodes } from './card.ts';
import type { CardsTables } from './tables.ts';

type CardTable = CardsTables['cards.card'];
export type NewCard = Insertable<CardTable>;
/** A new handle and seed of a virtual card; an old handle's wrong codes are forgotten with it. */
export type NewCredential = Pick<Updateable<CardTable>, 'tail' | 'handle' | 'seed_sealed' | 'wrong_code_at' | 'locked_until'>;

const COLUMNS = [
  'id',
  'wallet_id as walletId',
  'member_id as memberId',
  'kind',
  'status',
  'tail',
  'issued_at as issuedAt',
  'frozen_at as frozenAt',
  'frozen_by as frozenBy',
  'frozen_before as frozenBefore',
] as const;

function cards(ctx: Ctx) {
  return ctx.tx.withTables<CardsTables>();
}

/** The cards of members whom the actor may look at; another's is missing, as if there were no such card. */
function seenCards(ctx: Ctx) {
  return cards(ctx).selectFrom('cards.card').where(ofMembersSeenBy(ctx.actor, 'member_id'));
}

/** Whoever changes a card holds this lock until the end of the transaction. */
export function lockCard(ctx: Ctx, cardId: Id<'card'>): Promise<Card | undefined> {
  return seenCards(ctx).select(COLUMNS).where('id', '=', cardId).forUpdate().executeTakeFirst();
}

/** Those of a member that are not void, locked in the order of their ids. */
export function lockCardsOf(ctx: Ctx, memberId: Id<'member'>): Promise<Card[]> {
  return seenCards(ctx).select(COLUMNS).where('member_id', '=', memberId).where('status', '<>', 'void').orderBy('id').forUpdate().execute();
}

export type CardFilter = {
  memberIds?: readonly Id<'member'>[];
  uidHash?: string;
  memberId?: Id<'member'>;
  kind?: CardKind;
  status?: CardStatus;
  beforeId?: Id<'card'>;
  limit: number;
};

/** Newest first. A card matches when its holder is one of `memberIds` or its UID has `uidHash`, where either is given. */
export function selectCards(ctx: Ctx, filter: CardFilter): Promise<Card[]> {
  let query = seenCards(ctx).select(COLUMNS).orderBy('id', 'desc').limit(filter.limit);
  const { memberIds, uidHash, memberId, kind, status, beforeId } = filter;
  if (memberIds !== undefined) {
    query = query.where((card) => card.or([card('member_id', '=', card.fn.any(card.val([...memberIds]))), card('uid_hash', '=', uidHash ?? null)]));
  }
  if (memberId !== undefined) query = query.where('member_id', '=', memberId);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (status !== undefined) query = query.where('status', '=', status);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  return query.execute();
}

export function selectCardsById(ctx: Ctx, cardIds: readonly Id<'card'>[]): Promise<Card[]> {
  return seenCards(ctx).select(COLUMNS).where('id', 'in', cardIds).execute();
}

/** Those of the system before ours that a member still holds, in the order of their ids. */
export function lockOldCardsOf(ctx: Ctx, memberId: Id<'member'>): Promise<Card[]> {
  return seenCards(ctx)
    .select(COLUMNS)
    .where('member_id', '=', memberId)
    .where('valid_until', 'is not', null)
    .where('status', '<>', 'void')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Leaves out whatever collides with a UID, a handle or the wallet's one virtual card; answers what was stored. */
export function insertCards(ctx: Ctx, rows: NewCard[]): Promise<Card[]> {
  return cards(ctx)
    .insertInto('cards.card')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .execute();
}

export async function updateCard(ctx: Ctx, cardId: Id<'card'>, change: Updateable<CardTable>): Promise<void> {
  await cards(ctx).updateTable('cards.card').set(change).where('id', '=', cardId).execute();
}

export async function selectTakenHandles(ctx: Ctx, handles: readonly string[]): Promise<(string | null)[]> {
  const rows = await cards(ctx)
    .selectFrom('cards.card')
    .select('handle')
    .where((card) => card('handle', '=', card.fn.any(card.val([...handles]))))
    .execute();
  return rows.map((row) => row.handle);
}

export async function selectWalletsWithVirtualCard(ctx: Ctx, walletIds: readonly Id<'wallet'>[]): Promise<Id<'wallet'>[]> {
  const rows = await cards(ctx)
    .selectFrom('cards.card')
    .select('wallet_id')
    .where('kind', '=', 'virtual')
    .where((card) => card('wallet_id', '=', card.fn.any(card.val([...walletIds]))))
    .execute();
  return rows.map((row) => row.wallet_id);
}

export type VirtualCard = Pick<Card, 'id' | 'status'> & { handle: string | null; seedSealed: string | null };

export function selectVirtualCard(ctx: Ctx, memberId: Id<'member'>): Promise<VirtualCard | undefined> {
  return cards(ctx)
    .selectFrom('cards.card')
    .select(['id', 'status', 'handle', 'seed_sealed as seedSealed'])
    .where('member_id', '=', memberId)
    .where('kind', '=', 'virtual')
    .executeTakeFirst();
}

const CREDENTIAL_COLUMNS = [
  'id as cardId',
  'wallet_id as walletId',
  'member_id as memberId',
  'status',
  'uid_hash as uidHash',
  'handle',
  'seed_sealed as seedSealed',
  'locked_until as lockedUntil',
  'print_id as printId',
  'print_generation as printGeneration',
  // The first instant at which it pays no more.
  sql<Date | null>`(valid_until + 1)::timestamp at time zone current_setting('TimeZone')`.as('endsAt'),
] as const;

export function selectByHandles(ctx: Ctx, handles: readonly string[]) {
  return cards(ctx)
    .selectFrom('cards.card')
    .select(CREDENTIAL_COLUMNS)
    .where((card) => card('handle', '=', card.fn.any(card.val([...handles]))))
    .execute();
}

export function selectByUidHashes(ctx: Ctx, uidHashes: readonly string[]) {
  return cards(ctx)
    .selectFrom('cards.card')
    .select(CREDENTIAL_COLUMNS)
    .where((card) => card('uid_hash', '=', card.fn.any(card.val([...uidHashes]))))
    .execute();
}

export function selectByPrintIds(ctx: Ctx, printIds: readonly string[]) {
  return cards(ctx).selectFrom('cards.card').select(CREDENTIAL_COLUMNS).where(sql<boolean>`print_id = any (${printIds}::uuid[])`).execute();
}

/** What was printed on the card before pays no more. */
export async function retirePrinted(ctx: Ctx, cardId: Id<'card'>): Promise<void> {
  await cards(ctx)
    .updateTable('cards.card')
    .set((card) => ({ print_generation: card('print_generation', '+', 1) }))
    .where('id', '=', cardId)
    .execute();
}

/** Puts the wrong codes of one handle in a queue. */
export function lockHandle(ctx: Ctx, handle: string): Promise<(WrongCodes & Pick<Card, 'id' | 'walletId'>) | undefined> {
  return cards(ctx)
    .selectFrom('cards.card')
    .select(['id', 'wallet_id as walletId', 'wrong_code_at as wrongCodeAt', 'locked_until as lockedUntil'])
    .where('handle', '=', handle)
    .forUpdate()
    .executeTakeFirst();
}

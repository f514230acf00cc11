import type { CardOrderState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import { issuerOf } from './staff-of.ts';
import type { CardsTables } from './tables.ts';

type OrderTable = CardsTables['cards.card_order'];
export type OrderRow = Selectable<OrderTable>;

const COLUMNS = [
  'id',
  'number',
  'wallet_id',
  'member_id',
  'replaces_id',
  'replaced_tail',
  'state',
  'fee_minor',
  'waived_because',
  'identity_by',
  'issuer_id',
  'batch_id',
  'uid_hash',
  'uid_sealed',
  'tail',
  'card_id',
  'pick_up_at',
  'ordered_by',
  'ordered_by_name',
  'ordered_at',
  'made_at',
  'ready_at',
  'handed_over_at',
  'handed_over_by_name',
  'signature',
  'cancelled_at',
  'cancelled_because',
  'fee_returned',
] as const;

function tables(ctx: Ctx) {
  return ctx.tx.withTables<CardsTables>();
}

/** The orders of members whom the actor may look at. */
function seenOrders(ctx: Ctx) {
  return tables(ctx).selectFrom('cards.card_order').select(COLUMNS).where(ofMembersSeenBy(ctx.actor, 'member_id'));
}

/** Undefined where the member has an open order already. */
export function insertOrder(ctx: Ctx, row: Insertable<OrderTable>): Promise<OrderRow | undefined> {
  return tables(ctx)
    .insertInto('cards.card_order')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
}

/** For an issuer's people only what they ordered. */
export function lockOrder(ctx: Ctx, id: Id<'cardOrder'>): Promise<OrderRow | undefined> {
  const issuerId = issuerOf(ctx);
  const query = seenOrders(ctx).where('id', '=', id).forUpdate();
  return (issuerId === null ? query : query.where('issuer_id', '=', issuerId)).executeTakeFirst();
}

export function updateOrder(ctx: Ctx, id: Id<'cardOrder'>, change: Updateable<OrderTable>): Promise<OrderRow> {
  return tables(ctx).updateTable('cards.card_order').set(change).where('id', '=', id).returning(COLUMNS).executeTakeFirstOrThrow();
}

export type OrderFilter = {
  memberIds?: readonly Id<'member'>[] | undefined;
  memberId?: Id<'member'> | undefined;
  state?: CardOrderState | undefined;
  cardBatchId?: Id<'cardBatch'> | undefined;
  beforeId?: Id<'cardOrder'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectOrders(ctx: Ctx, filter: OrderFilter): Promise<OrderRow[]> {
  const { memberIds, memberId, state, cardBatchId, beforeId } = filter;
  let query = seenOrders(ctx).orderBy('id', 'desc').limit(filter.limit);
  if (memberIds !== undefined) query = query.where((order) => order('member_id', '=', order.fn.any(order.val([...memberIds]))));
  if (memberId !== undefined) query = query.where('member_id', '=', memberId);
  if (state !== undefined) query = query.where('state', '=', state);
  if (cardBatchId !== undefined) query = query.where('batch_id', '=', cardBatchId);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  return query.execute();
}

/** The oldest that wait for this issuer's printer, or with null the operator's; of two who ask at once each gets others. */
export function lockWaitingOrders(ctx: Ctx, issuerId: Id<'organization'> | null, limit: number): Promise<OrderRow[]> {
  return seenOrders(ctx)
    .where('state', '=', 'ordered')
    .where('batch_id', 'is', null)
    .where('issuer_id', 'is not distinct from', issuerId)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** In the order in which they were taken up, locked until the end of the transaction. */
export function lockOrdersOfBatch(ctx: Ctx, batchId: Id<'cardBatch'>): Promise<OrderRow[]> {
  return seenOrders(ctx).where('batch_id', '=', batchId).orderBy('id').forUpdate().execute();
}

export async function putInBatch(ctx: Ctx, orderIds: readonly Id<'cardOrder'>[], batchId: Id<'cardBatch'>): Promise<void> {
  await tables(ctx).updateTable('cards.card_order').set({ batch_id: batchId }).where('id', 'in', orderIds).execute();
}

/** Of these UIDs, those that a card or another order bears, by their hashes. To be asked as the system. */
export async function selectTakenUids(ctx: Ctx, hashes: readonly string[]): Promise<Set<string>> {
  const cards = await tables(ctx).selectFrom('cards.card').select('uid_hash').where('uid_hash', 'in', hashes).execute();
  const orders = await tables(ctx).selectFrom('cards.card_order').select('uid_hash').where('uid_hash', 'in', hashes).execute();
  return new Set([...cards, ...orders].flatMap((row) => row.uid_hash ?? []));
}

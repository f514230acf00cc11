import type { CardOrderState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { issuerOf } from './staff-of.ts';
import type { CardsTables } from './tables.ts';

type BatchTable = CardsTables['cards.card_batch'];
export type BatchRow = Selectable<BatchTable>;
const COLUMNS = ['id', 'number', 'pick_up_at', 'issuer_id', 'created_by', 'created_by_name', 'created_at', 'ready_at'] as const;

function tables(ctx: Ctx) {
  return ctx.tx.withTables<CardsTables>();
}

export function insertBatch(ctx: Ctx, row: Insertable<BatchTable>): Promise<BatchRow> {
  return tables(ctx).insertInto('cards.card_batch').values(row).returning(COLUMNS).executeTakeFirstOrThrow();
}

/** The batches that the actor may look at: an issuer's people their own. */
function seenBatches(ctx: Ctx) {
  const issuerId = issuerOf(ctx);
  const query = tables(ctx).selectFrom('cards.card_batch').select(COLUMNS);
  return issuerId === null ? query : query.where('issuer_id', '=', issuerId);
}

export function lockBatch(ctx: Ctx, id: Id<'cardBatch'>): Promise<BatchRow | undefined> {
  return seenBatches(ctx).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function updateBatch(ctx: Ctx, id: Id<'cardBatch'>, change: Updateable<BatchTable>): Promise<BatchRow> {
  return tables(ctx).updateTable('cards.card_batch').set(change).where('id', '=', id).returning(COLUMNS).executeTakeFirstOrThrow();
}

/** Newest first. */
export function selectBatches(ctx: Ctx, page: { beforeId: Id<'cardBatch'> | undefined; limit: number }): Promise<BatchRow[]> {
  const query = seenBatches(ctx).orderBy('id', 'desc').limit(page.limit);
  return page.beforeId === undefined ? query.execute() : query.where('id', '<', page.beforeId).execute();
}

export type StateCount = { batch_id: Id<'cardBatch'> | null; state: CardOrderState; count: number };

export function countStates(ctx: Ctx, batchIds: readonly Id<'cardBatch'>[]): Promise<StateCount[]> {
  if (batchIds.length === 0) return Promise.resolve([]);
  return tables(ctx)
    .selectFrom('cards.card_order')
    .select((order) => ['batch_id', 'state', order.fn.countAll<number>().as('count')])
    .where('batch_id', 'in', batchIds)
    .groupBy(['batch_id', 'state'])
    .execute();
}

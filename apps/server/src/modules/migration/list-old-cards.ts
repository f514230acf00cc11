import { type InputOf, id, type migration, type OutputOf } from '@tessera/contract';
import type { BusinessDay } from '@tessera/kernel';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { countOldCards, type OldCardFilter, type OldCardRow, selectOldCards } from '../cards/index.ts';
import { findMembers, searchMembers } from '../members/index.ts';
import { describeBatches } from './batch.ts';
import { selectBatches } from './queries.ts';

type List = typeof migration.listOldCards;
type View = OutputOf<List>['items'][number];
const cardId = id<'card'>();
const batchId = id<'migrationBatch'>();
/** Rows that are read at once while a file is written. */
const PAGE_ROWS = 500;

export async function getMigration(ctx: Ctx): Promise<OutputOf<typeof migration.getMigration>> {
  return countOldCards(ctx, await businessDayNow(ctx));
}

export async function listOldCards(ctx: Ctx, { cursor, limit, q, state }: InputOf<List>): Promise<OutputOf<List>> {
  const before = keyOfCursor(cursor, [KEY_ID])?.[0];
  const filter = await filterOf(ctx, { q, state });
  const rows = await selectOldCards(ctx, { ...filter, beforeId: before === undefined ? undefined : cardId.parse(before), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.cardId]);
  return { items: await describe(ctx, items, filter.today), nextCursor };
}

export async function listMigrationBatches(
  ctx: Ctx,
  { cursor, limit }: InputOf<typeof migration.listMigrationBatches>,
): Promise<OutputOf<typeof migration.listMigrationBatches>> {
  const before = keyOfCursor(cursor, [KEY_ID])?.[0];
  const rows = await selectBatches(ctx, { beforeId: before === undefined ? undefined : batchId.parse(before), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.id]);
  return { items: await describeBatches(ctx, items), nextCursor };
}

/** In transactions of their own, page by page: a slow reader must not keep one open. */
export async function exportOldCards(database: Database, call: Call, input: InputOf<typeof migration.exportOldCards>): Promise<OutgoingFile> {
  const filter = await database.transaction(call.actor, call, async (ctx) => {
    await record(ctx, { action: 'migration.exportOldCards', targetKind: 'migrationBatch', targetId: null, after: { state: input.state ?? null } });
    return filterOf(ctx, input);
  });
  return { name: 'old-cards.csv', type: 'text/csv', pieces: piecesOf(database, call, filter) };
}

async function* piecesOf(database: Database, call: Call, filter: Omit<OldCardFilter, 'limit'>): AsyncIterable<string> {
  yield BYTE_ORDER_MARK + csvLine(['number', 'name', 'department', 'card', 'valid until', 'state']);
  for (let beforeId: OldCardRow['cardId'] | undefined; ; ) {
    const views = await database.transaction(call.actor, { ...call, readOnly: true }, async (ctx) =>
      describe(ctx, await selectOldCards(ctx, { ...filter, beforeId, limit: PAGE_ROWS }), filter.today),
    );
    yield views.map((view) => csvLine([view.memberNumber, view.memberName, view.department ?? '', view.tail, view.validUntil, view.state])).join('');
    beforeId = views.at(-1)?.cardId;
    if (views.length < PAGE_ROWS) return;
  }
}

async function filterOf(ctx: Ctx, { q, state }: Pick<InputOf<List>, 'q' | 'state'>): Promise<Omit<OldCardFilter, 'limit'>> {
  return { state, memberIds: q === undefined ? undefined : await searchMembers(ctx, q), today: await businessDayNow(ctx) };
}

async function describe(ctx: Ctx, rows: readonly OldCardRow[], today: BusinessDay): Promise<View[]> {
  const members = await findMembers(
    ctx,
    rows.map((row) => row.memberId),
  );
  return rows.map(({ status, ...row }) => {
    const member = members.get(row.memberId);
    const paying = row.validUntil < today ? 'outdated' : 'active';
    return {
      ...row,
      memberName: member?.name ?? '',
      memberNumber: member?.memberNumber ?? '',
      department: member?.department ?? null,
      state: status === 'void' ? 'replaced' : paying,
    };
  });
}

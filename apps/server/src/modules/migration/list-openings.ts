import { AppError, type InputOf, id, type migration, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { findMembers } from '../members/index.ts';
import { type OpeningRow, selectBatch, selectOpenings } from './queries.ts';

type List = typeof migration.listOpenings;
export type OpeningView = OutputOf<typeof migration.postOpening>;
const openingId = id<'opening'>();

/** @throws AppError `migration.unknown` */
export async function listOpenings(ctx: Ctx, { migrationBatchId, cursor, limit, state }: InputOf<List>): Promise<OutputOf<List>> {
  if (!(await selectBatch(ctx, migrationBatchId))) throw new AppError('migration.unknown', { migrationBatchId });
  const before = keyOfCursor(cursor, [KEY_ID])?.[0];
  const beforeId = before === undefined ? undefined : openingId.parse(before);
  const rows = await selectOpenings(ctx, { batchId: migrationBatchId, state, beforeId, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.id]);
  return { items: await describe(ctx, items), nextCursor };
}

export async function describeOpening(ctx: Ctx, row: OpeningRow): Promise<OpeningView> {
  const [view] = await describe(ctx, [row]);
  if (!view) throw new Error('one balance has one description');
  return view;
}

async function describe(ctx: Ctx, rows: readonly OpeningRow[]): Promise<OpeningView[]> {
  const members = await findMembers(
    ctx,
    rows.map((row) => row.member_id),
  );
  return rows.map((row) => {
    const member = members.get(row.member_id);
    return {
      id: row.id,
      batchId: row.batch_id,
      memberId: row.member_id,
      memberName: member?.name ?? '',
      memberNumber: member?.memberNumber ?? '',
      amountMinor: row.amount_minor,
      state: row.state,
      problem: row.problem,
    };
  });
}

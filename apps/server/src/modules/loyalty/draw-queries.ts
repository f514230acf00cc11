import type { Id } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { LotUse } from './draw-order.ts';
import type { LoyaltyTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<LoyaltyTables>();
const DRAW = ['id', 'programme_id', 'member_id', 'points', 'returned', 'drawn_at'] as const;

export function selectDraw(ctx: Ctx, drawId: string) {
  return tables(ctx).selectFrom('loyalty.draw').select(DRAW).where('id', '=', drawId).executeTakeFirst();
}

/** The lots that bore a draw, in the order of drawing. */
export function selectUses(ctx: Ctx, drawId: string) {
  return tables(ctx)
    .selectFrom('loyalty.lot_use')
    .select(['ordinal', 'lot_id', 'points', 'returned'])
    .where('draw_id', '=', drawId)
    .orderBy('ordinal')
    .execute();
}

export async function insertDraw(ctx: Ctx, draw: Insertable<LoyaltyTables['loyalty.draw']>, uses: readonly LotUse[]): Promise<void> {
  await tables(ctx).insertInto('loyalty.draw').values(draw).execute();
  const rows = uses.map(({ lotId, points }, index) => ({ draw_id: draw.id, ordinal: index + 1, lot_id: lotId, points }));
  await tables(ctx).insertInto('loyalty.lot_use').values(rows).execute();
}

export function selectReturn(ctx: Ctx, returnId: string) {
  return tables(ctx).selectFrom('loyalty.draw_return').select(['id', 'draw_id', 'points', 'forfeited']).where('id', '=', returnId).executeTakeFirst();
}

export async function insertReturn(
  ctx: Ctx,
  row: Insertable<LoyaltyTables['loyalty.draw_return']>,
  back: readonly { ordinal: number; points: number }[],
): Promise<void> {
  await tables(ctx).insertInto('loyalty.draw_return').values(row).execute();
  await tables(ctx)
    .updateTable('loyalty.draw')
    .set((draw) => ({ returned: draw('returned', '+', row.points) }))
    .where('id', '=', row.draw_id)
    .execute();
  await sql`
    update loyalty.lot_use u set returned = u.returned + b.points
    from jsonb_to_recordset(${JSON.stringify(back)}::jsonb) as b(ordinal int, points bigint)
    where u.draw_id = ${row.draw_id} and u.ordinal = b.ordinal`.execute(ctx.tx);
}

/** Points of members, with what became of each lot, for the file of everything that is held on a person. */
export function selectLotsOfMember(ctx: Ctx, memberId: Id<'member'>, page: { afterId: string | null; limit: number }) {
  let query = tables(ctx)
    .selectFrom('loyalty.lot')
    .select([
      'id',
      'programme_id',
      'source',
      'state',
      'granted',
      'remaining',
      'expired',
      'taken_back',
      sql<string>`available_on::text`.as('available_on'),
      sql<string>`expires_on::text`.as('expires_on'),
      'created_at',
    ])
    .where('member_id', '=', memberId)
    .orderBy('id')
    .limit(page.limit);
  if (page.afterId) query = query.where('id', '>', page.afterId as Id<'pointsLot'>); // Of this list.
  return query.execute();
}

export function selectDrawsOfMember(ctx: Ctx, memberId: Id<'member'>, page: { afterId: string | null; limit: number }) {
  let query = tables(ctx).selectFrom('loyalty.draw').select(DRAW).where('member_id', '=', memberId).orderBy('id').limit(page.limit);
  if (page.afterId) query = query.where('id', '>', page.afterId);
  return query.execute();
}

import { AppError, type InputOf, type OutputOf, type reviews } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { describeOwnReviews, describeReviews } from './describe-reviews.ts';
import { type ReviewFilter, type ReviewRow, selectReviews } from './queries.ts';

/** Newest first, as far as the actor may see. */
export async function listReviews(ctx: Ctx, input: InputOf<typeof reviews.listReviews>): Promise<OutputOf<typeof reviews.listReviews>> {
  const { cursor, limit, ...filter } = input;
  const rows = await selectReviews(ctx, { ...filter, before: readPlace(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, placeOf);
  return { items: await describeReviews(ctx, items), nextCursor };
}

/** The signed-in member's. */
export async function listOwnReviews(ctx: Ctx, input: InputOf<typeof reviews.listOwnReviews>): Promise<OutputOf<typeof reviews.listOwnReviews>> {
  if (ctx.actor.kind !== 'member') throw new AppError('request.forbidden');
  const { cursor, limit } = input;
  const rows = await selectReviews(ctx, { memberId: ctx.actor.memberId, before: readPlace(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, placeOf);
  return { items: await describeOwnReviews(ctx, items), nextCursor };
}

export function placeOf(row: ReviewRow): [at: string, id: string] {
  return [row.created_at.toISOString(), row.id];
}

function readPlace(cursor: string | undefined): ReviewFilter['before'] {
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  return at && id ? { at, id } : undefined;
}

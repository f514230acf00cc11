import type { ReviewState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import type { ReviewsTables } from './tables.ts';

export type ReviewRow = Selectable<ReviewsTables['reviews.review']>;
export type ReviewChange = Updateable<ReviewsTables['reviews.review']>;

const tables = (ctx: Ctx) => ctx.tx.withTables<ReviewsTables>();

const COLUMNS = [
  'id',
  'subject_kind',
  'subject_id',
  'member_id',
  'merchant_id',
  'item_name',
  'stars',
  'tags',
  'text',
  'state',
  'hidden_reason',
  'hidden_by_name',
  'answer',
  'answered_by_name',
  'answered_at',
  'created_at',
  'edited_at',
] as const;

export function merchantOf(actor: Actor): Id<'organization'> | undefined {
  return actor.kind === 'staff' && actor.organizationKind === 'merchant' ? actor.organizationId : undefined;
}

/** The first of the two lines; the second is the database's. */
export function seen(ctx: Ctx) {
  const all = tables(ctx).selectFrom('reviews.review');
  const merchantId = merchantOf(ctx.actor);
  if (merchantId) return all.where('merchant_id', '=', merchantId).where('state', '=', 'shown');
  return ctx.actor.kind === 'member' ? all.where('member_id', '=', ctx.actor.memberId) : all;
}

export type ReviewFilter = {
  merchantId?: Id<'organization'> | undefined;
  memberId?: Id<'member'> | undefined;
  stars?: number | undefined;
  state?: ReviewState | undefined;
  only?: 'unanswered' | 'words' | 'photos' | undefined;
  q?: string | undefined;
  before?: { at: string; id: string } | undefined;
  limit: number;
};

/** Newest first. */
export function selectReviews(ctx: Ctx, filter: ReviewFilter): Promise<ReviewRow[]> {
  let query = seen(ctx).select(COLUMNS).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(filter.limit);
  const { q, before } = filter;
  if (filter.merchantId) query = query.where('merchant_id', '=', filter.merchantId);
  if (filter.memberId) query = query.where('member_id', '=', filter.memberId);
  if (filter.stars) query = query.where('stars', '=', filter.stars);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.only === 'unanswered') query = query.where('answer', 'is', null);
  if (filter.only === 'words') query = query.where('text', '!=', '');
  if (filter.only === 'photos') query = query.where(sql<SqlBool>`exists (select from reviews.photo p where p.review_id = review.id)`);
  if (q) {
    const part = containing(q);
    query = query.where((row) => row.or([row('text', 'ilike', part), row('item_name', 'ilike', part)]));
  }
  if (before) query = query.where(sql<SqlBool>`(created_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`);
  return query.execute();
}

export function lockReview(ctx: Ctx, id: Id<'review'>): Promise<ReviewRow | undefined> {
  return seen(ctx).select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function selectReviewOf(ctx: Ctx, subjectId: Id<'payment'>): Promise<ReviewRow | undefined> {
  return seen(ctx).select(COLUMNS).where('subject_id', '=', subjectId).executeTakeFirst();
}

/** Undefined where it was rated before. */
export function insertReview(ctx: Ctx, row: Insertable<ReviewsTables['reviews.review']>): Promise<ReviewRow | undefined> {
  return tables(ctx)
    .insertInto('reviews.review')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
}

export async function updateReview(ctx: Ctx, id: Id<'review'>, change: ReviewChange): Promise<void> {
  await tables(ctx).updateTable('reviews.review').set(change).where('id', '=', id).execute();
}

/** Of all shown reviews of a merchant. */
export function selectRating(ctx: Ctx, merchantId: Id<'organization'>): Promise<{ sum: number; count: number }> {
  return tables(ctx)
    .selectFrom('reviews.review')
    .select([sql<number>`coalesce(sum(stars), 0)::int`.as('sum'), sql<number>`count(*)::int`.as('count')])
    .where('merchant_id', '=', merchantId)
    .where('state', '=', 'shown')
    .executeTakeFirstOrThrow();
}

// ── Photos ──

type PhotoTable = ReviewsTables['reviews.photo'];

export async function insertPhoto(ctx: Ctx, row: Insertable<PhotoTable>): Promise<void> {
  await tables(ctx).insertInto('reviews.photo').values(row).execute();
}

/** In the order in which they were added. */
export async function selectPhotosOf(
  ctx: Ctx,
  ids: readonly Id<'review'>[],
): Promise<Omit<Selectable<PhotoTable>, 'content_sealed' | 'content_type'>[]> {
  if (ids.length === 0) return [];
  return tables(ctx)
    .selectFrom('reviews.photo')
    .select(['id', 'review_id', 'width_px', 'height_px'])
    .where('review_id', 'in', ids)
    .orderBy('id')
    .execute();
}

export function selectPhoto(ctx: Ctx, id: Id<'reviewPhoto'>): Promise<Pick<Selectable<PhotoTable>, 'content_type' | 'content_sealed'> | undefined> {
  return tables(ctx)
    .selectFrom('reviews.photo')
    .select(['content_type', 'content_sealed'])
    .where('id', '=', id)
    .where('review_id', 'in', seen(ctx).select('id'))
    .executeTakeFirst();
}

/** The next of a person's behind `after`. */
export function selectPhotoOfMember(ctx: Ctx, memberId: Id<'member'>, after: string | null) {
  const all = tables(ctx)
    .selectFrom('reviews.photo')
    .innerJoin('reviews.review', 'reviews.review.id', 'review_id')
    .select(['reviews.photo.id', 'review_id', 'content_type', 'content_sealed'])
    .where('member_id', '=', memberId)
    .orderBy('reviews.photo.id')
    .limit(1);
  return (after === null ? all : all.where('reviews.photo.id', '>', sql<Id<'reviewPhoto'>>`${after}::uuid`)).executeTakeFirst();
}

/** The stars stay, for they are of nobody then; what was said and shown goes. */
export async function dropWordsOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).updateTable('reviews.review').set({ text: '' }).where('member_id', '=', memberId).execute();
  const ids = tables(ctx).selectFrom('reviews.review').select('id').where('member_id', '=', memberId);
  await tables(ctx).deleteFrom('reviews.photo').where('review_id', 'in', ids).execute();
}

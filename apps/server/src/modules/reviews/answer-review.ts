import { AppError, type InputOf, type reviews } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { describeReview, type ReviewView } from './describe-reviews.ts';
import { lockReview, merchantOf, type ReviewChange, type ReviewRow, updateReview } from './queries.ts';
import { announceReview, tellAuthor } from './tell-parties.ts';

/** Once, in the merchant's name. @throws AppError `reviews.unknown`, `reviews.answered_already`, `request.forbidden` */
export async function answerReview(ctx: Ctx, { reviewId, text }: InputOf<typeof reviews.answerReview>): Promise<ReviewView> {
  if (!merchantOf(ctx.actor)) throw new AppError('request.forbidden');
  const before = await lockKnown(ctx, reviewId);
  if (before.answer !== null) throw new AppError('reviews.answered_already', { reviewId });
  const row = await change(ctx, before, { answer: text, answered_at: ctx.now, answered_by_name: nameOf(ctx) });
  await record(ctx, { action: 'reviews.answerReview', targetKind: 'review', targetId: row.id, after: { answer: text } });
  await tellAuthor(ctx, row);
  return describeReview(ctx, row);
}

/** Out of sight and out of every average. @throws AppError `reviews.unknown`, `reviews.not_now` */
export async function hideReview(ctx: Ctx, { reviewId, reason }: InputOf<typeof reviews.hideReview>): Promise<ReviewView> {
  const before = await lockKnown(ctx, reviewId);
  if (before.state !== 'shown') throw new AppError('reviews.not_now', { reviewId });
  const row = await change(ctx, before, { state: 'hidden', hidden_reason: reason, hidden_by_name: nameOf(ctx) });
  await record(ctx, {
    action: 'reviews.hideReview',
    targetKind: 'review',
    targetId: row.id,
    before: { state: 'shown' },
    after: { state: 'hidden', reason },
  });
  return describeReview(ctx, row);
}

/** @throws AppError `reviews.unknown`, `reviews.not_now` */
export async function showReview(ctx: Ctx, { reviewId }: InputOf<typeof reviews.showReview>): Promise<ReviewView> {
  const before = await lockKnown(ctx, reviewId);
  if (before.state !== 'hidden') throw new AppError('reviews.not_now', { reviewId });
  const row = await change(ctx, before, { state: 'shown', hidden_reason: null, hidden_by_name: null });
  const after = { state: 'shown' };
  await record(ctx, { action: 'reviews.showReview', targetKind: 'review', targetId: row.id, before: { state: 'hidden' }, after });
  return describeReview(ctx, row);
}

async function lockKnown(ctx: Ctx, reviewId: ReviewRow['id']): Promise<ReviewRow> {
  const row = await lockReview(ctx, reviewId);
  if (!row) throw new AppError('reviews.unknown', { reviewId });
  return row;
}

async function change(ctx: Ctx, before: ReviewRow, changed: ReviewChange): Promise<ReviewRow> {
  await updateReview(ctx, before.id, changed);
  await announceReview(ctx, before);
  return { ...before, ...changed } as ReviewRow; // What was written over what was read is the row.
}

function nameOf({ actor }: Ctx): string {
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  return actor.name;
}

import { AppError, type InputOf, type OutputOf, type reviews } from '@tessera/contract';
import { DAY_MS, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { readSetting } from '../settings/index.ts';
import { describeOwnReview, editableUntil, mayEdit, type OwnReviewView } from './describe-reviews.ts';
import { insertReview, lockReview, type ReviewRow, selectRating, selectReviewOf, updateReview } from './queries.ts';
import { findSubject } from './subject.ts';
import { announceReview, tellMerchant } from './tell-parties.ts';

/** At two stars and below the merchant is told at once. */
const POOR_STARS = 2;

/** @throws AppError `reviews.subject_unknown`, also for another's */
export async function getReviewable(ctx: Ctx, input: InputOf<typeof reviews.getReviewable>): Promise<OutputOf<typeof reviews.getReviewable>> {
  const { merchantName, itemName, ...subject } = await findSubject(ctx, input);
  const row = await selectReviewOf(ctx, input.subjectId);
  const { sum, count } = await asSystem(ctx, (system) => selectRating(system, subject.merchantId));
  const until = await reviewableUntil(ctx, subject.at);
  return {
    merchantName,
    itemName,
    mayReview: !row && subject.isReviewable && ctx.now < until,
    until,
    review: row ? await describeOwnReview(ctx, row) : null,
    rating: { average: count === 0 ? null : Math.round((sum / count) * 10) / 10, count },
  };
}

/** Once of each, for some days. @throws AppError `reviews.subject_unknown`, `reviews.not_reviewable`, `reviews.window_over`, `reviews.done_already` */
export async function writeOwnReview(ctx: Ctx, input: InputOf<typeof reviews.writeOwnReview>): Promise<OwnReviewView> {
  const { subjectKind, subjectId, stars, tags, text } = input;
  const subject = await findSubject(ctx, input);
  if (!subject.isReviewable) throw new AppError('reviews.not_reviewable', { subjectId });
  if (ctx.now >= (await reviewableUntil(ctx, subject.at))) {
    throw new AppError('reviews.window_over', { days: await readSetting(ctx, 'reviews.windowDays') });
  }
  const row = await insertReview(ctx, {
    id: newId<'review'>(ctx.now.getTime()),
    subject_kind: subjectKind,
    subject_id: subjectId,
    member_id: subject.memberId,
    merchant_id: subject.merchantId,
    item_name: subject.itemName,
    stars,
    tags: [...new Set(tags)],
    text,
    hidden_reason: null,
    hidden_by_name: null,
    answer: null,
    answered_by_name: null,
    answered_at: null,
    created_at: ctx.now,
    edited_at: null,
  });
  if (!row) throw new AppError('reviews.done_already', { subjectId });
  await noted(ctx, row, 'reviews.writeOwnReview');
  if (stars <= POOR_STARS) await tellMerchant(ctx, row);
  return describeOwnReview(ctx, row);
}

/** While nobody has answered it, for some days. @throws AppError `reviews.unknown`, `reviews.edit_over` */
export async function editOwnReview(ctx: Ctx, { reviewId, stars, tags, text }: InputOf<typeof reviews.editOwnReview>): Promise<OwnReviewView> {
  const before = await lockEditable(ctx, reviewId);
  const change = { stars, tags: [...new Set(tags)], text, edited_at: ctx.now };
  await updateReview(ctx, before.id, change);
  const row = { ...before, ...change };
  await noted(ctx, row, 'reviews.editOwnReview');
  return describeOwnReview(ctx, row);
}

/** @throws AppError `reviews.unknown`, `reviews.edit_over` */
export async function lockEditable(ctx: Ctx, reviewId: ReviewRow['id']): Promise<ReviewRow> {
  const row = await lockReview(ctx, reviewId);
  if (!row) throw new AppError('reviews.unknown', { reviewId });
  const until = editableUntil(row, await readSetting(ctx, 'reviews.editDays'));
  if (!mayEdit(row, until, ctx.now)) throw new AppError('reviews.edit_over', { reviewId });
  return row;
}

async function reviewableUntil(ctx: Ctx, at: Date): Promise<Date> {
  return new Date(at.getTime() + (await readSetting(ctx, 'reviews.windowDays')) * DAY_MS);
}

/** The log holds the stars, not the words: those are forgotten with the person. */
async function noted(ctx: Ctx, row: ReviewRow, action: string): Promise<void> {
  const { stars, tags, merchant_id: merchantId } = row;
  await record(ctx, { action, targetKind: 'review', targetId: row.id, after: { stars, tags, merchantId } });
  await announceReview(ctx, row);
}

import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { AppError, type ContentOf, type InputOf, REVIEW_PHOTOS_MAX, type reviews } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { callerOf } from '../../platform/http/serve-routes.ts';
import { once } from '../../platform/idempotency.ts';
import { photoFile } from '../../platform/photo-file.ts';
import { readPhotoForm } from '../../platform/photo-form.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { describeOwnReview, type OwnReviewView } from './describe-reviews.ts';
import { insertPhoto, lockReview, type ReviewRow, selectPhoto, selectPhotosOf } from './queries.ts';
import { PHOTO_PURPOSE } from './sealed-columns.ts';
import { announceReview } from './tell-parties.ts';
import { lockEditable } from './write-review.ts';

export type PhotoParts = { readonly database: Database; readonly secrets: SecretBox };

/** All of the file is read before a transaction is open: a slow sender keeps none waiting. @throws AppError as `add` */
export async function addOwnReviewPhoto(
  { database, secrets }: PhotoParts,
  call: Call,
  { key, reviewId, file }: InputOf<typeof reviews.addOwnReviewPhoto>,
): Promise<OwnReviewView> {
  const bytes = await buffer(file.pieces);
  const fingerprint = { route: 'addOwnReviewPhoto', reviewId, hash: createHash('sha256').update(bytes).digest('hex') };
  return database.transaction(call.actor, call, async (ctx) => {
    await once(ctx, { scope: callerOf(call.actor, ''), key, fingerprint }, () => add(ctx, secrets, { reviewId, bytes }));
    const row = await lockReview(ctx, reviewId);
    if (!row) throw new AppError('reviews.unknown', { reviewId });
    return describeOwnReview(ctx, row);
  });
}

/** @throws AppError `reviews.unknown`, `reviews.edit_over`, `reviews.photo_unreadable`, `reviews.too_many_photos` */
async function add(ctx: Ctx, secrets: SecretBox, { reviewId, bytes }: { reviewId: ReviewRow['id']; bytes: Buffer }): Promise<string> {
  const row = await lockEditable(ctx, reviewId);
  const form = readPhotoForm(bytes);
  if (!form) throw new AppError('reviews.photo_unreadable', { reviewId });
  if ((await selectPhotosOf(ctx, [row.id])).length >= REVIEW_PHOTOS_MAX) throw new AppError('reviews.too_many_photos', { count: REVIEW_PHOTOS_MAX });
  const id = newId<'reviewPhoto'>(ctx.now.getTime());
  await insertPhoto(ctx, {
    id,
    review_id: row.id,
    content_type: form.type,
    width_px: form.widthPx,
    height_px: form.heightPx,
    content_sealed: secrets.seal(PHOTO_PURPOSE, bytes.toString('base64')),
  });
  const after = { contentType: form.type, bytes: bytes.length };
  await record(ctx, { action: 'reviews.addOwnReviewPhoto', targetKind: 'review', targetId: row.id, after });
  await announceReview(ctx, row);
  return id;
}

/** For whom the review is shown to. @throws AppError `reviews.photo_unknown` */
export async function getPhoto(
  { database, secrets }: PhotoParts,
  call: Call,
  { reviewPhotoId }: ContentOf<typeof reviews.getReviewPhoto>,
): Promise<OutgoingFile> {
  const row = await database.transaction(call.actor, { readOnly: true }, (ctx) => selectPhoto(ctx, reviewPhotoId));
  if (!row) throw new AppError('reviews.photo_unknown', { reviewPhotoId });
  return photoFile(row.content_type, Buffer.from(secrets.open(PHOTO_PURPOSE, row.content_sealed), 'base64'));
}

import { reviews } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, omit, pick } from '../../platform/bind.ts';
import { addOwnReviewPhoto, getPhoto, type PhotoParts } from './add-photo.ts';
import { answerReview, hideReview, showReview } from './answer-review.ts';
import { createExportReviews } from './export-reviews.ts';
import { listQuality } from './list-quality.ts';
import { listOwnReviews, listReviews } from './list-reviews.ts';
import { editOwnReview, getReviewable, writeOwnReview } from './write-review.ts';

const FILES = ['exportReviews', 'getReviewPhoto', 'getOwnReviewPhoto'] as const;
const UPLOADS = ['addOwnReviewPhoto'] as const;

export function createReviewsRoutes(parts: PhotoParts): BoundRoute[] {
  return [
    ...bindFiles(pick(reviews, FILES), {
      ...createExportReviews(parts.database),
      getReviewPhoto: (call, input) => getPhoto(parts, call, input),
      getOwnReviewPhoto: (call, input) => getPhoto(parts, call, input),
    }),
    ...bindDirect(pick(reviews, UPLOADS), { addOwnReviewPhoto: (call, input) => addOwnReviewPhoto(parts, call, input) }),
    ...bind(omit(reviews, [...FILES, ...UPLOADS]), {
      listReviews,
      answerReview,
      hideReview,
      showReview,
      listQuality,
      getReviewable,
      listOwnReviews,
      writeOwnReview,
      editOwnReview,
    }),
  ];
}

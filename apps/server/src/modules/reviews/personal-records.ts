import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { describeOwnReviews } from './describe-reviews.ts';
import { dropWordsOf, selectPhotoOfMember, selectReviews } from './queries.ts';
import { PHOTO_PURPOSE } from './sealed-columns.ts';

/** More than anybody writes in a life. */
const REVIEWS_MAX = 2_000;

/** The stars of somebody who is forgotten stay in the averages; what they wrote and showed goes. */
export function createReviewsPersonal(secrets: SecretBox): PersonalRecords {
  return {
    module: 'reviews',
    covers: { 'reviews.review.member_id': 'exported; the stars stay for the averages, without words and photos' },
    parts: [
      {
        name: 'reviews',
        title: { zh: '评价', en: 'Your reviews' },
        read: async (ctx, { memberId }) => wholePage(await describeOwnReviews(ctx, await selectReviews(ctx, { memberId, limit: REVIEWS_MAX }))),
      },
      {
        name: 'review-photos',
        title: { zh: '评价的照片', en: 'Photos in your reviews' },
        read: async (ctx, { memberId }, after) => {
          const row = await selectPhotoOfMember(ctx, memberId, after);
          if (!row) return wholePage([]);
          const picture = `data:${row.content_type};base64,${secrets.open(PHOTO_PURPOSE, row.content_sealed)}`;
          return { rows: [{ id: row.id, reviewId: row.review_id, picture }], after: row.id };
        },
      },
    ],
    erase: (ctx, { memberId }) => dropWordsOf(ctx, memberId),
  };
}

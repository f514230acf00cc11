import { z } from 'zod';
import { DISPUTE_PHOTO_TYPES } from './dispute-words.ts';
import { LANGUAGES } from './imports.ts';
import { REVIEW_PHOTO_BYTES_MAX, REVIEW_STATES, REVIEW_SUBJECTS, REVIEW_TAGS, REVIEW_TEXT_MAX, STARS_MAX } from './review-words.ts';
import { routes } from './route.ts';
import { businessDay, file, id, instant, page, paging, searchText } from './schemas.ts';
import { paragraphs } from './texts.ts';

const words = paragraphs(REVIEW_TEXT_MAX);
const stars = z.int().min(1).max(STARS_MAX);
const rating = { stars, tags: z.array(z.enum(REVIEW_TAGS)).max(REVIEW_TAGS.length), text: words.default('') };
const reviewId = z.object({ reviewId: id<'review'>() });
const photoId = z.object({ reviewPhotoId: id<'reviewPhoto'>() });
const subject = { subjectKind: z.enum(REVIEW_SUBJECTS), subjectId: id<'payment'>() };

const common = {
  id: id<'review'>(),
  ...subject,
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  /** What was redeemed; empty for a payment. */
  itemName: z.string(),
  stars,
  tags: z.array(z.enum(REVIEW_TAGS)),
  text: z.string(),
  state: z.enum(REVIEW_STATES),
  hiddenReason: z.string().nullable(),
  answer: z.string().nullable(),
  answeredAt: instant.nullable(),
  createdAt: instant,
  editedAt: instant.nullable(),
  photos: z.array(z.object({ id: id<'reviewPhoto'>(), widthPx: z.int(), heightPx: z.int() })),
};
/** For people at work. A merchant is never told who wrote it, nor what they paid. */
const review = z.object({
  ...common,
  subjectId: id<'payment'>().nullable(),
  memberId: id<'member'>().nullable(),
  memberName: z.string().nullable(),
  hiddenBy: z.string().nullable(),
  answeredBy: z.string().nullable(),
});
export type Review = z.input<typeof review>;
const ownReview = z.object({ ...common, canEdit: z.boolean(), editUntil: instant });
export type OwnReview = z.input<typeof ownReview>;

/** Of all shown reviews; `average` is null while there is none. */
const merchantRating = z.object({ average: z.number().nullable(), count: z.int() });

const quality = z.object({
  merchantId: id<'organization'>(),
  merchantName: z.string(),
  /** From 0 to 100; null while too little is known. */
  score: z.int().nullable(),
  /** Against some weeks before; null where there was none. */
  change: z.int().nullable(),
  /** The newest days with a score, oldest first. */
  history: z.array(z.object({ day: businessDay, score: z.int() })),
  isLow: z.boolean(),
  averageStars: z.number().nullable(),
  reviewCount: z.int(),
  upheldCount: z.int(),
  openCount: z.int(),
  saleCount: z.int(),
});
export type MerchantQuality = z.input<typeof quality>;

const filters = {
  merchantId: id<'organization'>().optional(),
  stars: z.coerce.number().int().min(1).max(STARS_MAX).optional(),
  state: z.enum(REVIEW_STATES).optional(),
  /** Without a word from the merchant; with words or photos. */
  only: z.enum(['unanswered', 'words', 'photos']).optional(),
  /** Words of the review, or what was redeemed. */
  q: searchText.optional(),
};
const act = { method: 'POST', idempotent: true, params: reviewId } as const;
const readPhoto = { method: 'GET', params: photoId, download: DISPUTE_PHOTO_TYPES, response: file, errors: ['reviews.photo_unknown'] } as const;

export const reviews = routes({
  listReviews: {
    method: 'GET',
    path: '/reviews',
    summary: 'Reviews, newest first; a merchant sees those of its own shops, and never who wrote them',
    permission: 'reviews.read',
    query: z.object({ ...paging, ...filters }),
    response: page(review),
    errors: [],
  },
  exportReviews: {
    method: 'GET',
    path: '/reviews/export',
    summary: 'The same list as a CSV file',
    permission: 'reviews.read',
    ratePerMinute: 10,
    query: z.object({ ...filters, language: z.enum(LANGUAGES) }),
    download: ['text/csv'],
    response: file,
    errors: [],
  },
  answerReview: {
    ...act,
    path: '/reviews/:reviewId/answer',
    summary: 'Answer a review in the merchant’s name, once',
    permission: 'reviews.answer',
    body: z.object({ text: words.min(1) }),
    response: review,
    errors: ['reviews.unknown', 'reviews.answered_already'],
  },
  hideReview: {
    ...act,
    path: '/reviews/:reviewId/hide',
    summary: 'Take a review out of sight and out of every average, and say why',
    permission: 'reviews.hide',
    body: z.object({ reason: words.min(1) }),
    response: review,
    errors: ['reviews.unknown', 'reviews.not_now'],
  },
  showReview: {
    ...act,
    path: '/reviews/:reviewId/show',
    summary: 'Show a hidden review again',
    permission: 'reviews.hide',
    response: review,
    errors: ['reviews.unknown', 'reviews.not_now'],
  },
  getReviewPhoto: { ...readPhoto, path: '/review-photos/:reviewPhotoId', summary: 'A photo of a review', permission: 'reviews.read' },
  listQuality: {
    method: 'GET',
    path: '/merchant-quality',
    summary: 'Merchants with the score of their quality, the lowest first; a merchant sees its own',
    permission: 'reviews.read',
    query: z.object({ ...paging, merchantId: id<'organization'>().optional(), only: z.enum(['low', 'falling']).optional() }),
    response: page(quality),
    errors: [],
  },
  getReviewable: {
    method: 'GET',
    path: '/self/reviewable/:subjectKind/:subjectId',
    summary: 'Whether the signed-in member may rate a payment or a redemption, what they said, and how others rate the merchant',
    permission: 'self.pay',
    params: z.object(subject),
    response: z.object({
      merchantName: z.string(),
      itemName: z.string(),
      mayReview: z.boolean(),
      until: instant,
      review: ownReview.nullable(),
      rating: merchantRating,
    }),
    errors: ['reviews.subject_unknown'],
  },
  listOwnReviews: {
    method: 'GET',
    path: '/self/reviews',
    summary: 'The signed-in member’s reviews, newest first',
    permission: 'self.pay',
    query: z.object(paging),
    response: page(ownReview),
    errors: [],
  },
  writeOwnReview: {
    method: 'POST',
    path: '/self/reviews',
    summary: 'Rate a payment or a redemption, once',
    permission: 'self.pay',
    idempotent: true,
    ratePerMinute: 20,
    body: z.object({ ...subject, ...rating }),
    response: ownReview,
    errors: ['reviews.subject_unknown', 'reviews.not_reviewable', 'reviews.window_over', 'reviews.done_already'],
  },
  editOwnReview: {
    ...act,
    path: '/self/reviews/:reviewId',
    summary: 'Say it otherwise, for some days',
    permission: 'self.pay',
    body: z.object(rating),
    response: ownReview,
    errors: ['reviews.unknown', 'reviews.edit_over'],
  },
  addOwnReviewPhoto: {
    ...act,
    path: '/self/reviews/:reviewId/photos',
    summary: 'Add a photo to one’s review',
    permission: 'self.pay',
    ratePerMinute: 30,
    upload: { maxBytes: REVIEW_PHOTO_BYTES_MAX, types: DISPUTE_PHOTO_TYPES },
    response: ownReview,
    errors: ['reviews.unknown', 'reviews.edit_over', 'reviews.photo_unreadable', 'reviews.too_many_photos'],
  },
  getOwnReviewPhoto: { ...readPhoto, path: '/self/review-photos/:reviewPhotoId', summary: 'A photo of one’s review', permission: 'self.pay' },
});

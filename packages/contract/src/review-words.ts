export const reviewsErrors = {
  'reviews.unknown': 404,
  'reviews.subject_unknown': 404,
  'reviews.not_reviewable': 409,
  'reviews.window_over': 409,
  'reviews.done_already': 409,
  'reviews.edit_over': 409,
  'reviews.answered_already': 409,
  'reviews.not_now': 409,
  'reviews.photo_unknown': 404,
  'reviews.photo_unreadable': 400,
  'reviews.too_many_photos': 409,
} as const;

/** What a review can be about. A redemption that took money has the payment's id, so that it is rated once either way. */
export const REVIEW_SUBJECTS = ['payment', 'redemption'] as const;
export type ReviewSubject = (typeof REVIEW_SUBJECTS)[number];
/** What people tick; the first five praise. */
export const REVIEW_TAGS = [
  'good_quality',
  'fast',
  'friendly',
  'clean',
  'good_value',
  'poor_quality',
  'slow',
  'unfriendly',
  'unclean',
  'pricey',
] as const;
export type ReviewTag = (typeof REVIEW_TAGS)[number];
/** A hidden one is seen by the operator and its author, and counts for nothing. */
export const REVIEW_STATES = ['shown', 'hidden'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
export const STARS_MAX = 5;
export const REVIEW_TEXT_MAX = 500;
export const REVIEW_PHOTOS_MAX = 3;
export const REVIEW_PHOTO_BYTES_MAX = 1024 * 1024;

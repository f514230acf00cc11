export { reviewsJobs } from './jobs.ts';
export { createReviewsPersonal } from './personal-records.ts';
export { createReviewsRoutes } from './routes.ts';
export { scoreQuality } from './score-quality.ts';
export { reviewsSealedColumns } from './sealed-columns.ts';
export { writeOwnReview } from './write-review.ts';

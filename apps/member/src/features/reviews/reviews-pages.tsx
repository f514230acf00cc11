import { Route, Routes } from 'react-router';
import { ReviewTexts } from '../../shared/review-texts.ts';
import { OwnReviewsPage } from './own-reviews-page.tsx';
import { ReviewPage } from './review-page.tsx';

/** One's own reviews: the list, and one about a payment or a redemption. */
export function ReviewsPages() {
  return (
    <ReviewTexts>
      <Routes>
        <Route index element={<OwnReviewsPage />} />
        <Route path=":subjectKind/:subjectId" element={<ReviewPage />} />
      </Routes>
    </ReviewTexts>
  );
}

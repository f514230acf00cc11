import { memberReviewsCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

/** Words of their own, which come with what asks for a review and not with the app. */
export const { TextsProvider: ReviewTexts, useTexts: useReviewTexts } = createTexts(memberReviewsCatalog);

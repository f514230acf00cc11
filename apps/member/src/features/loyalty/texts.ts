import { memberPointsCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

/** Fetched with the pages of points. */
export const { TextsProvider: PointsTexts, useTexts: usePointsTexts } = createTexts(memberPointsCatalog);

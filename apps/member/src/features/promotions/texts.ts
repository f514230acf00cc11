import { memberPromotionsCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

/** Words that are fetched with this page only. */
export const { TextsProvider: CouponTexts, useTexts: useCouponTexts } = createTexts(memberPromotionsCatalog);
export type CouponWords = ReturnType<typeof useCouponTexts>;

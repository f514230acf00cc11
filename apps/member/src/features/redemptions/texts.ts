import { memberRedemptionsCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

/** Words that are fetched with these pages only. */
export const { TextsProvider: RedemptionTexts, useTexts: useRedemptionTexts } = createTexts(memberRedemptionsCatalog);

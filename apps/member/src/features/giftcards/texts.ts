import { memberGiftCardsCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

/** Words that are fetched with these pages only. */
export const { TextsProvider: GiftTexts, useTexts: useGiftTexts } = createTexts(memberGiftCardsCatalog);
export type GiftWords = ReturnType<typeof useGiftTexts>;

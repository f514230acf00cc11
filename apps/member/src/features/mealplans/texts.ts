import { memberMealsCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

/** Words that are fetched with these pages only. */
export const { TextsProvider: MealTexts, useTexts: useMealTexts } = createTexts(memberMealsCatalog);
export type MealWords = ReturnType<typeof useMealTexts>;

import { memberAppCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

export const { TextsProvider, useTexts } = createTexts(memberAppCatalog);
export type Texts = ReturnType<typeof useTexts>;

import { consoleAppCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

export const { TextsProvider, useTexts } = createTexts(consoleAppCatalog);
export type Texts = ReturnType<typeof useTexts>;
export type TextKey = Parameters<Texts>[0];

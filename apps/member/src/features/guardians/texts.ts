import { memberGuardiansCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

/** Words of the pages that are fetched only by families. */
export const { TextsProvider: GuardianTexts, useTexts: useGuardianTexts } = createTexts(memberGuardiansCatalog);

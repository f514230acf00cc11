import { memberDisputesCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

/** Words of their own, which come with the pages and not with the app. */
export const { TextsProvider: DisputeTexts, useTexts: useDisputeTexts } = createTexts(memberDisputesCatalog);

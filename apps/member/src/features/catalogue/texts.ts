import { memberOffersCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

/** Fetched with the pages of services. */
export const { TextsProvider: OffersTexts, useTexts: useOffersTexts } = createTexts(memberOffersCatalog);

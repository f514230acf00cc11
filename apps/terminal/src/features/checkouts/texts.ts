import { terminalCheckoutsCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

/** Words that are fetched with this page only. */
export const { TextsProvider: CheckoutTexts, useTexts: useCheckoutTexts } = createTexts(terminalCheckoutsCatalog);

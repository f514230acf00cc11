import { memberEventsCatalog } from '@tessera/messages';
import { createTexts } from '@tessera/ui';

/** Fetched with the pages of events. */
export const { TextsProvider: EventsTexts, useTexts: useEventsTexts } = createTexts(memberEventsCatalog);
export type EventsWords = ReturnType<typeof useEventsTexts>;

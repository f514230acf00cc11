import { createAvailability, createHolder } from './modules/inventory/index.ts';
import type { SettingsBook } from './modules/settings/index.ts';
import type { Database } from './platform/database.ts';

/** What is left of sessions, and who keeps it for a buyer. */
export function composeStock({ database, clock, settings }: { database: Database; clock: () => Date; settings: SettingsBook }) {
  const availability = createAvailability({ database, clock });
  const terms = () => ({
    holdMinutes: settings.get('inventory.holdMinutes'),
    capMinutes: settings.get('inventory.capMinutes'),
    seatsPerBuyer: settings.get('inventory.seatsPerBuyer'),
  });
  return { availability, holder: createHolder({ database, availability, terms }) };
}

import { id } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

/** It ends where it stood: the rows that were applied stay, no others follow. */
export const importCancelled = defineEvent('imports.importCancelled', z.object({ importId: id<'import'>() }));

/** Every row of an import was applied or refused. */
export const importFinished = defineEvent(
  'imports.importFinished',
  z.object({ importId: id<'import'>(), staffId: id<'staff'>(), fileName: z.string(), done: z.int(), refused: z.int() }),
);

import { id } from '@tessera/contract';
import { z } from 'zod';
import { defineEvent } from '../../platform/events.ts';

/** Every row of an import was applied or refused. */
export const importFinished = defineEvent(
  'imports.importFinished',
  z.object({ importId: id<'import'>(), staffId: id<'staff'>(), fileName: z.string(), done: z.int(), refused: z.int() }),
);

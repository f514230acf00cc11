import type { InputOf, imports } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { importCancelled } from './events.ts';
import type { ImportShown } from './import.ts';
import type { ImportsParts } from './parts.ts';
import { steerImport } from './steer-import.ts';

/** Ends an import; what is applied stays. @throws AppError `imports.unknown`, `imports.not_now` */
export async function cancelImport(ctx: Ctx, { importId }: InputOf<typeof imports.cancelImport>, parts: ImportsParts): Promise<ImportShown> {
  const after = await steerImport(ctx, parts, { importId, act: 'cancel', to: 'cancelled', change: () => ({ finished_at: ctx.now }) });
  await publish(ctx, importCancelled, { importId });
  return after;
}

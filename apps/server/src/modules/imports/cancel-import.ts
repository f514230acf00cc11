import type { InputOf, imports } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { ImportShown } from './import.ts';
import type { ImportsParts } from './parts.ts';
import { steerImport } from './steer-import.ts';

/** Ends an import; what is applied stays. @throws AppError `imports.unknown`, `imports.not_now` */
export function cancelImport(ctx: Ctx, { importId }: InputOf<typeof imports.cancelImport>, parts: ImportsParts): Promise<ImportShown> {
  return steerImport(ctx, parts, { importId, act: 'cancel', to: 'cancelled', change: () => ({ finished_at: ctx.now }) });
}

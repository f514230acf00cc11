import type { InputOf, imports } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { ImportShown } from './import.ts';
import type { ImportsParts } from './parts.ts';
import { steerImport } from './steer-import.ts';

/** @throws AppError `imports.unknown`, `imports.not_now` */
export function pauseImport(ctx: Ctx, { importId }: InputOf<typeof imports.pauseImport>, parts: ImportsParts): Promise<ImportShown> {
  return steerImport(ctx, parts, { importId, act: 'pause', to: 'paused' });
}

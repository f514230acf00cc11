import type { InputOf, imports } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { NOTHING_COUNTED } from './check-import.ts';
import type { ImportShown } from './import.ts';
import type { ImportsParts } from './parts.ts';
import { steerImport } from './steer-import.ts';

/** Lets a worker apply the rows, in the name of who confirms. @throws AppError `imports.unknown`, `imports.not_now`, `imports.content_removed` */
export function confirmImport(ctx: Ctx, { importId }: InputOf<typeof imports.confirmImport>, parts: ImportsParts): Promise<ImportShown> {
  const change = () => ({ confirmed_at: ctx.now, ...NOTHING_COUNTED });
  return steerImport(ctx, parts, { importId, act: 'confirm', to: 'applying', change, work: 'with content' });
}

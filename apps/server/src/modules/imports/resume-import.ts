import type { InputOf, imports } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { ImportShown } from './import.ts';
import type { ImportsParts } from './parts.ts';
import { steerImport } from './steer-import.ts';

/** Goes on in the name of who asks. @throws AppError `imports.unknown`, `imports.not_now`, `imports.content_removed` */
export function resumeImport(ctx: Ctx, { importId }: InputOf<typeof imports.resumeImport>, parts: ImportsParts): Promise<ImportShown> {
  return steerImport(ctx, parts, { importId, act: 'resume', to: 'applying', work: 'with content' });
}

import { AppError, type InputOf, type imports } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { ImportRecord, ImportShown } from './import.ts';
import { type ImportsParts, kindOf, shown, staffFor } from './parts.ts';
import { selectImport } from './queries.ts';

/** @throws AppError `imports.unknown`, `request.forbidden` without the right of its kind */
export async function getImport(ctx: Ctx, input: InputOf<typeof imports.getImport>, parts: ImportsParts): Promise<ImportShown> {
  return shown(ctx, parts, await findImport(ctx, input.importId, parts));
}

export async function findImport(ctx: Ctx, importId: ImportRecord['id'], parts: ImportsParts): Promise<ImportRecord> {
  const row = await selectImport(ctx, importId);
  if (!row) throw new AppError('imports.unknown', { importId });
  staffFor(ctx.actor, kindOf(parts, row.kind));
  return row;
}

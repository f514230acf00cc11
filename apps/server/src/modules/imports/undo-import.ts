import { AppError, type InputOf, type imports } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { ImportShown } from './import.ts';
import { type ImportsParts, kindOf } from './parts.ts';
import { steerImport } from './steer-import.ts';

/** Takes back what an import entered, as far as its kind can. @throws AppError `imports.unknown`, `imports.not_now` */
export function undoImport(ctx: Ctx, { importId }: InputOf<typeof imports.undoImport>, parts: ImportsParts): Promise<ImportShown> {
  return steerImport(ctx, parts, {
    importId,
    act: 'undo',
    to: 'undoing',
    work: 'without content',
    change: (row) => {
      const isPossible = kindOf(parts, row.kind).undoRows !== undefined && row.new_count > 0 && row.confirmed_at !== null;
      if (!isPossible) throw new AppError('imports.not_now', { importId: row.id, status: row.status });
      return { done_count: 0, undone_count: 0 };
    },
  });
}

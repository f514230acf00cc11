import { isDeepStrictEqual } from 'node:util';
import { AppError, type InputOf, type imports } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type ImportRecord, type ImportShown, openHeaders } from './import.ts';
import type { AnyImportKind } from './import-kind.ts';
import { announceImport, type ImportsParts, isThere, kindOf, lockFor, needContent, shown, staffFor } from './parts.ts';
import { updateImport } from './queries.ts';
import { queueWork } from './queue-work.ts';

type Input = InputOf<typeof imports.checkImport>;

/**
 * Fixes which column is what, and lets a worker look at every row. May be asked again with other columns until it is confirmed.
 * @throws AppError `imports.unknown`, `imports.not_now`, `imports.column_missing`, `imports.options_wrong`, `imports.content_removed`
 */
export async function checkImport(ctx: Ctx, input: Input, parts: ImportsParts): Promise<ImportShown> {
  const before = await lockFor(ctx, parts, { importId: input.importId, act: 'check' });
  if (isThere(before, 'check')) return answerAgain(ctx, { before, input, parts });
  needContent(before);
  const kind = kindOf(parts, before.kind);
  const { userId } = staffFor(ctx.actor, kind);
  checkMapping(kind, input.mapping, openHeaders(parts.secrets, before.headers_sealed)?.length ?? 0);
  if (!kind.options.safeParse(input.options).success) throw new AppError('imports.options_wrong');
  const row = await updateImport(ctx, before.id, {
    status: 'checking',
    user_id: userId,
    mapping: JSON.stringify(input.mapping),
    options: JSON.stringify(input.options),
    ...NOTHING_COUNTED,
    claim: null,
  });
  await record(ctx, {
    action: 'imports.checkImport',
    targetKind: 'import',
    targetId: row.id,
    after: { columns: Object.keys(input.mapping), options: input.options },
  });
  await queueWork(ctx, row.id);
  await announceImport(ctx, row);
  return shown(ctx, parts, row);
}

/** The same columns are being looked at already; others have to wait. @throws AppError `imports.not_now` */
function answerAgain(ctx: Ctx, of: { before: ImportRecord; input: Input; parts: ImportsParts }): Promise<ImportShown> {
  const { before, input, parts } = of;
  const isSame = isDeepStrictEqual(before.mapping, input.mapping) && isDeepStrictEqual(before.options, input.options);
  if (!isSame) throw new AppError('imports.not_now', { importId: before.id, status: before.status });
  return shown(ctx, parts, before);
}

export const NOTHING_COUNTED = { done_count: 0, new_count: 0, changed_count: 0, unchanged_count: 0, wrong_count: 0, undone_count: 0 } as const;

/** Every required column has a place in the file, no place is named twice, and nothing else is named. */
function checkMapping(kind: AnyImportKind, mapping: Record<string, number>, width: number): void {
  const missing = kind.columns.find(({ name, required }) => required && !(name in mapping));
  if (missing) throw new AppError('imports.column_missing', { column: missing.name });
  const places = Object.values(mapping);
  const isKnown = Object.keys(mapping).every((name) => kind.columns.some((column) => column.name === name));
  if (!isKnown || new Set(places).size < places.length || places.some((place) => place >= width)) {
    throw new AppError('request.invalid', { path: 'mapping' });
  }
}

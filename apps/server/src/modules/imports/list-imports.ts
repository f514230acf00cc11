import type { InputOf, imports, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { showImport } from './import.ts';
import type { ImportsParts } from './parts.ts';
import { selectImports } from './queries.ts';

type List = typeof imports.listImports;

/** Newest first; kinds that the caller may not import are missing. */
export async function listImports(ctx: Ctx, input: InputOf<List>, parts: ImportsParts): Promise<OutputOf<List>> {
  const { kind, status, cursor, limit } = input;
  const kinds = parts.kinds.filter((one) => ctx.actor.permissions.has(one.permission) && (kind ?? one.name) === one.name).map((one) => one.name);
  if (kinds.length === 0) return { items: [], nextCursor: null };
  const rows = await selectImports(ctx, { kinds, status, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map((row) => showImport(row, parts.secrets)), nextCursor };
}

import type { imports, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { ImportsParts } from './parts.ts';

/** The kinds for which the caller has the right. */
export async function listImportKinds(ctx: Ctx, parts: ImportsParts): Promise<OutputOf<typeof imports.listImportKinds>> {
  const items = parts.kinds
    .filter((kind) => ctx.actor.permissions.has(kind.permission))
    .map((kind) => ({ kind: kind.name, columns: kind.columns.map(({ name, required }) => ({ name, required })) }));
  return { items };
}

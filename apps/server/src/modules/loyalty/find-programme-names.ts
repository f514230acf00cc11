import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { nameOf } from './programme.ts';
import { selectProgrammesById } from './queries.ts';

/** Names of the programmes that the actor may see, by id. */
export async function findProgrammeNames(
  ctx: Ctx,
  ids: readonly Id<'pointsProgramme'>[],
): Promise<Map<Id<'pointsProgramme'>, { zh: string; en: string }>> {
  if (ids.length === 0) return new Map();
  return new Map((await selectProgrammesById(ctx, [...new Set(ids)])).map((row) => [row.id, nameOf(row)]));
}

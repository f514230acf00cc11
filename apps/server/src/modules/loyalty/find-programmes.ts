import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { issuerNames, nameOf } from './programme.ts';
import { selectProgrammesById } from './queries.ts';

export type ProgrammeFact = { readonly name: { zh: string; en: string }; readonly issuerId: Id<'organization'> | null; readonly issuerName: string };

/** Whose programmes these are and what they are called; what the actor may not see is missing. */
export async function findProgrammes(ctx: Ctx, ids: Iterable<Id<'pointsProgramme'>>): Promise<Map<Id<'pointsProgramme'>, ProgrammeFact>> {
  const wanted = [...new Set(ids)];
  const rows = wanted.length > 0 ? await selectProgrammesById(ctx, wanted) : [];
  if (rows.length === 0) return new Map();
  const issuerName = await issuerNames(
    ctx,
    rows.map((row) => row.issuer_id),
  );
  return new Map(rows.map((row) => [row.id, { name: nameOf(row), issuerId: row.issuer_id, issuerName: issuerName(row.issuer_id) }]));
}

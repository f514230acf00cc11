import type { Id } from '@tessera/kernel';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import { systemActor } from '../../platform/ctx.ts';
import type { Errand } from '../../platform/jobs.ts';
import type { ImportRecord, Working } from './import.ts';
import type { AnyImportKind } from './import-kind.ts';
import { announceImport, type ImportsParts } from './parts.ts';
import { takeTurn, updateImport } from './queries.ts';

/** One worker's work on one import. It goes in steps, each in a transaction of its own that begins by locking the import. */
export type Run = { errand: Errand; parts: ImportsParts; kind: AnyImportKind; importId: Id<'import'>; claim: string; status: Working; actor: Actor };

/** What people may change meanwhile: the run ends at its next step. */
export class RunEnded extends Error {
  override readonly name = 'RunEnded';
}

/** @throws RunEnded when the run has lost the import to another run or to what somebody decided. */
export function step<Result>(
  run: Run,
  work: (ctx: Ctx, row: ImportRecord) => Promise<Result>,
  actor: Actor = systemActor('imports'),
): Promise<Result> {
  return run.errand.database.transaction(actor, { requestId: run.errand.requestId }, async (ctx) => {
    const row = await takeTurn(ctx, run.importId, run);
    if (!row) throw new RunEnded();
    return work(ctx, row);
  });
}

/** The last step of a phase. */
export async function finish(ctx: Ctx, run: Run, change: Parameters<typeof updateImport>[2]): Promise<ImportRecord> {
  const row = await updateImport(ctx, run.importId, { ...change, claim: null });
  await announceImport(ctx, row);
  return row;
}

import { randomUUID } from 'node:crypto';
import type { Id } from '@tessera/kernel';
import { type Actor, systemActor } from '../../platform/ctx.ts';
import { withinScope } from '../../platform/department-scope.ts';
import { DatabaseUnavailable } from '../../platform/errors.ts';
import type { Errand } from '../../platform/jobs.ts';
import { applyRows } from './apply-rows.ts';
import { checkRows } from './check-rows.ts';
import { FileFault } from './file-fault.ts';
import { type Fault, isWorking, type Working } from './import.ts';
import { type ImportsParts, kindOf } from './parts.ts';
import { claimImport } from './queries.ts';
import { readFile } from './read-file.ts';
import { finish, type Run, RunEnded, step } from './run.ts';
import { undoRows } from './undo-rows.ts';

const WORK: Record<Working, (run: Run) => Promise<void>> = {
  reading: readFile,
  checking: checkRows,
  applying: applyRows,
  undoing: undoRows,
};

/**
 * Does what the state of an import asks for, in the place of a run that was at it. Rows are checked and applied in the name of the person who asked
 * for it, with the rights that this person has now: the use cases and row-level security see the same actor as in a request.
 */
export async function workOnImport(errand: Errand, importId: Id<'import'>, parts: ImportsParts): Promise<void> {
  const claim = randomUUID();
  const row = await errand.database.transaction(systemActor('imports'), { requestId: errand.requestId }, (ctx) => claimImport(ctx, importId, claim));
  if (!row || !isWorking(row.status)) return;
  const kind = kindOf(parts, row.kind);
  const person = await parts.actorOf(errand.database, row.user_id);
  const mayWork = person?.permissions.has(kind.permission) ?? false;
  const actor: Actor = person ? withinScope(person, kind) : systemActor('imports');
  const run: Run = { errand, parts, kind, importId, claim, status: row.status, actor };
  try {
    if (mayWork) await WORK[row.status](run);
    else await stop(run, 'right_lost');
  } catch (error) {
    if (error instanceof RunEnded) return;
    // The next run goes on where the last committed step ended.
    if (error instanceof DatabaseUnavailable) throw error;
    await stop(run, error instanceof FileFault ? error.fault : 'interrupted', error instanceof FileFault ? error.row : undefined).catch(ignoreEnded);
    if (!(error instanceof FileFault)) throw error;
  }
}

function ignoreEnded(error: unknown): void {
  if (!(error instanceof RunEnded)) throw error;
}

/** What stopped by itself: applying may go on after somebody has looked, a check may be asked for again, a file that cannot be read is at its end. */
async function stop(run: Run, fault: Fault, faultRow?: number): Promise<void> {
  const status = ({ reading: 'failed', checking: 'mapping', applying: 'paused', undoing: 'done' } as const)[run.status];
  await step(run, (ctx) => finish(ctx, run, { status, fault, fault_row: faultRow ?? null, ...(status === 'failed' && { finished_at: ctx.now }) }));
}

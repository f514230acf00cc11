import type { ImportStatus } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import type { ImportRecord, ImportShown, MAY } from './import.ts';
import { announceImport, type ImportsParts, isThere, kindOf, lockFor, needContent, shown, staffFor } from './parts.ts';
import { updateImport } from './queries.ts';
import { queueWork } from './queue-work.ts';
import type { ImportsTables } from './tables.ts';

type Steering = {
  importId: Id<'import'>;
  act: keyof typeof MAY;
  to: ImportStatus;
  /** What changes besides the state. */
  change?: (row: ImportRecord) => Updateable<ImportsTables['imports.import']>;
  /** A worker goes on, in the name of who asks. */
  work?: 'with content' | 'without content';
};

/**
 * Moves an import from one state to another for a person. The row's lock lets the rows that are being applied be finished first, and taking
 * the claim away makes the run that works on it stop.
 * @throws AppError `imports.unknown`, `imports.not_now`, `imports.content_removed`
 */
export async function steerImport(ctx: Ctx, parts: ImportsParts, steering: Steering): Promise<ImportShown> {
  const before = await lockFor(ctx, parts, steering);
  if (isThere(before, steering.act)) return shown(ctx, parts, before);
  if (steering.work === 'with content') needContent(before);
  const { userId } = staffFor(ctx.actor, kindOf(parts, before.kind));
  const row = await updateImport(ctx, before.id, {
    ...steering.change?.(before),
    status: steering.to,
    fault: null,
    claim: null,
    ...(steering.work && { user_id: userId }),
  });
  await record(ctx, {
    action: `imports.${steering.act}Import`,
    targetKind: 'import',
    targetId: row.id,
    before: { status: before.status, doneCount: before.done_count },
    after: { status: row.status },
  });
  if (steering.work) await queueWork(ctx, row.id);
  await announceImport(ctx, row);
  return shown(ctx, parts, row);
}

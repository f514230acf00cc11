import { AppError, type InputOf, id, type subsidies } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { record } from '../audit/index.ts';
import { raiseFencesOfMembers } from '../wallets/index.ts';
import { auditedProgramme, describeProgramme, lockedProgramme, type ProgrammeView, refuseUnknownMerchants } from './programme.ts';
import { selectHolders } from './purse-queries.ts';
import { isNameTaken, updateProgrammeRow } from './queries.ts';

/** Wallets whose fences one transaction raises. */
const HOLDERS_PER_STEP = 500;
/** What names the job that tells every holder's wallet of a new scope; it queues itself until all are told. */
export const SPREAD_SCOPE = {
  name: 'subsidies.spreadScope',
  schema: z.object({ programmeId: id<'programme'>(), afterId: id<'purse'>().nullable() }),
};

/**
 * A new scope reaches the wallets of the holders in the background: for some seconds, a till may still go by the one before.
 * @throws AppError `subsidies.programme_unknown`, `subsidies.name_taken`, `subsidies.merchant_unknown`
 */
export async function updateProgramme(ctx: Ctx, input: InputOf<typeof subsidies.updateProgramme>): Promise<ProgrammeView> {
  const { programmeId, name, scope, budgetMinor, status } = input;
  const before = await lockedProgramme(ctx, programmeId);
  if (name && (await isNameTaken(ctx, name, programmeId))) throw new AppError('subsidies.name_taken');
  if (scope) await refuseUnknownMerchants(ctx, scope);
  const change = {
    ...(name && { name_zh: name.zh, name_en: name.en }),
    ...(scope && { everywhere: scope.everywhere, merchant_ids: scope.merchantIds, categories: scope.categories }),
    ...(budgetMinor !== undefined && { budget_minor: budgetMinor }),
    ...(status && { status }),
  };
  if (Object.keys(change).length > 0) await updateProgrammeRow(ctx, programmeId, change);
  const row = await lockedProgramme(ctx, programmeId);
  await record(ctx, {
    action: 'subsidies.updateProgramme',
    targetKind: 'programme',
    targetId: programmeId,
    before: auditedProgramme(before),
    after: auditedProgramme(row),
  });
  if (name || scope) await addJob(ctx, { job: SPREAD_SCOPE, input: { programmeId, afterId: null } });
  return describeProgramme(ctx, row);
}

/** Raises the fences of the next holders, so that what tills remember of their purses decides nothing any more. Safe to run twice. */
export async function spreadScope(ctx: Ctx, input: { programmeId: Id<'programme'>; afterId: Id<'purse'> | null }): Promise<void> {
  const holders = await selectHolders(ctx, { ...input, limit: HOLDERS_PER_STEP });
  await raiseFencesOfMembers(ctx, [...new Set(holders.map(({ member_id }) => member_id))]);
  const last = holders.at(-1);
  if (last && holders.length === HOLDERS_PER_STEP) await addJob(ctx, { job: SPREAD_SCOPE, input: { ...input, afterId: last.id } });
}

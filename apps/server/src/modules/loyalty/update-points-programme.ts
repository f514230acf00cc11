import { AppError, type InputOf, type loyalty } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { announcePoints, auditedProgramme, describeProgramme, lockedProgramme, type ProgrammeView } from './programme.ts';
import { isNameTaken, selectPricesAt, updateProgramme } from './queries.ts';

/**
 * Touches later grants only: lots keep the days that they were given with.
 * @throws AppError `loyalty.programme_unknown`, `loyalty.name_taken`, `loyalty.price_missing`
 */
export async function updatePointsProgramme(ctx: Ctx, input: InputOf<typeof loyalty.updatePointsProgramme>): Promise<ProgrammeView> {
  const { pointsProgrammeId, name, expiry, pendingDays, status } = input;
  const before = await lockedProgramme(ctx, pointsProgrammeId);
  if (name && (await isNameTaken(ctx, name, before))) throw new AppError('loyalty.name_taken');
  if (status === 'open' && !(await selectPricesAt(ctx, [pointsProgrammeId], ctx.now)).has(pointsProgrammeId)) {
    throw new AppError('loyalty.price_missing', { pointsProgrammeId });
  }
  const change = {
    ...(name && { name_zh: name.zh, name_en: name.en }),
    ...(expiry && {
      expiry: expiry.kind,
      expiry_months: expiry.kind === 'months' ? expiry.months : null,
      expiry_year: expiry.kind === 'year' ? expiry.year : null,
    }),
    ...(pendingDays !== undefined && { pending_days: pendingDays }),
    ...(status && { status }),
  };
  if (Object.keys(change).length > 0) await updateProgramme(ctx, pointsProgrammeId, change);
  const row = await lockedProgramme(ctx, pointsProgrammeId);
  await record(ctx, {
    action: 'loyalty.updatePointsProgramme',
    targetKind: 'pointsProgramme',
    targetId: pointsProgrammeId,
    before: auditedProgramme(before),
    after: auditedProgramme(row),
  });
  await announcePoints(ctx, row);
  return describeProgramme(ctx, row);
}

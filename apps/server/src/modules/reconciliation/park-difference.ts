import type { InputOf, reconciliation } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { type DifferenceView, lockOpenDifference, recordAct, toldDifference } from './difference.ts';
import { updateDifference } from './queries.ts';
import { staffOf } from './staff.ts';

/** @throws AppError `reconciliation.difference_unknown`, `reconciliation.difference_settled` */
export async function parkDifference(ctx: Ctx, { differenceId, reason }: InputOf<typeof reconciliation.parkDifference>): Promise<DifferenceView> {
  const row = await lockOpenDifference(ctx, differenceId);
  await updateDifference(ctx, differenceId, { state: 'parked', reason, changed_by: staffOf(ctx).name });
  await recordAct(ctx, row, { act: 'parkDifference', state: 'parked', reason });
  return toldDifference(ctx, differenceId);
}

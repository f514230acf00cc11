import type { Id } from '@tessera/kernel';
import type { SeatPlan } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { packPlan } from './plan-content.ts';
import { publishSeatPlan } from './publish-plan.ts';
import { addVersion } from './write-plan.ts';

/** A plan that was drawn elsewhere, checked and published at once. @throws AppError as `publishSeatPlan` and `importSeatPlan` */
export async function addFinishedPlan(ctx: Ctx, { venueId, plan }: { venueId: Id<'venue'>; plan: SeatPlan }): Promise<Id<'seatPlan'>> {
  const row = await addVersion(ctx, { venueId, name: plan.layout.name }, await packPlan(plan));
  await publishSeatPlan(ctx, { seatPlanId: row.id, revision: row.revision });
  return row.id;
}

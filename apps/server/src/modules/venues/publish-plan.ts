import { AppError, type ContentOf, type InputOf, type OutputOf, type venues } from '@tessera/contract';
import { checkPlan } from '@tessera/rules';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { describePlan, type PlanView } from './describe.ts';
import { unpackPlan } from './plan-content.ts';
import { deletePlan, type PlanRow, selectContent, selectPlan, updatePlanRow } from './queries.ts';
import { lockDraft, nameOf, type VenueParts } from './write-plan.ts';

/** @throws AppError `venues.plan_unknown`, `venues.plan_published`, `venues.changed_meanwhile`, `venues.plan_not_ready` */
export async function publishSeatPlan(ctx: Ctx, input: ContentOf<typeof venues.publishSeatPlan>): Promise<PlanView> {
  const { seatPlanId, revision } = input;
  const before = await lockDraft(ctx, seatPlanId);
  if (before.revision !== revision) throw new AppError('venues.changed_meanwhile', { revision: before.revision });
  const content = await selectContent(ctx, seatPlanId);
  if (!content) throw new AppError('venues.plan_unknown', { seatPlanId });
  const blocking = checkPlan(await unpackPlan(content)).filter(({ blocks }) => blocks);
  if (blocking.length > 0) throw new AppError('venues.plan_not_ready', { count: blocking.length });
  const change = { published_at: ctx.now, published_by_name: nameOf(ctx) };
  await updatePlanRow(ctx, seatPlanId, change);
  const after = { name: before.name, version: before.version, seats: before.seat_count };
  await record(ctx, { action: 'venues.publishSeatPlan', targetKind: 'seatPlan', targetId: seatPlanId, after });
  return describePlan(ctx, { ...before, ...change });
}

/** @throws AppError `venues.plan_unknown`, `venues.plan_published` */
export async function removeSeatPlan(
  ctx: Ctx,
  { seatPlanId }: InputOf<typeof venues.removeSeatPlan>,
): Promise<OutputOf<typeof venues.removeSeatPlan>> {
  const row: PlanRow = await lockDraft(ctx, seatPlanId);
  await deletePlan(ctx, seatPlanId);
  const before = { name: row.name, version: row.version, seats: row.seat_count };
  await record(ctx, { action: 'venues.removeSeatPlan', targetKind: 'seatPlan', targetId: seatPlanId, before });
  return {};
}

/** @throws AppError `venues.plan_unknown` */
export async function getSeatPlanContent(
  { database }: VenueParts,
  call: Call,
  { seatPlanId, form }: ContentOf<typeof venues.getSeatPlanContent>,
): Promise<OutgoingFile> {
  const found = await database.transaction(call.actor, { readOnly: true }, async (ctx) => {
    const row = await selectPlan(ctx, seatPlanId);
    return row && { row, content: await selectContent(ctx, seatPlanId) };
  });
  if (!found?.content) throw new AppError('venues.plan_unknown', { seatPlanId });
  const plan = await unpackPlan(found.content);
  const json = JSON.stringify(form === 'pretix' ? plan.layout : plan);
  return { name: `${found.row.name} v${found.row.version}.json`, type: 'application/json', pieces: [Buffer.from(json)] };
}

import { AppError, type ContentOf, type privacy } from '@tessera/contract';
import { DAY_MS, type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import type { PersonalRecords } from '../../platform/personal.ts';
import { record } from '../audit/index.ts';
import { findMembers, findUserOfMember } from '../members/index.ts';
import { readSetting } from '../settings/index.ts';
import { type ErasureView, erasureView, findObstacles } from './erasure.ts';
import { type ErasureRow, insertErasure, isForgotten, lockErasure, selectErasures, selectOpenErasure, updateErasure } from './erasure-queries.ts';
import { ownMemberId } from './own-member.ts';

/**
 * The member asks; who it is was proven before. The cooling-off begins at once.
 * @throws AppError `privacy.erasure_blocked`, `privacy.erasure_under_way`
 */
export async function requestOwnErasure(ctx: Ctx, personal: readonly PersonalRecords[]): Promise<void> {
  const memberId = ownMemberId(ctx);
  await refuseObstacles(ctx, personal, memberId);
  const dueAt = await endOfCoolingOff(ctx);
  const row = await insertErasure(ctx, {
    ...newRow(ctx, memberId),
    origin: 'member',
    status: 'waiting',
    requested_by: memberId,
    requested_by_name: 'member',
    due_at: dueAt,
  });
  if (!row) throw new AppError('privacy.erasure_under_way');
  await tell(ctx, row, { action: 'privacy.requestOwnErasure' });
}

/** @throws AppError `privacy.erasure_unknown` */
export async function cancelOwnErasure(ctx: Ctx): Promise<void> {
  const open = await selectOpenErasure(ctx, ownMemberId(ctx));
  const row = open && (await lockErasure(ctx, open.id));
  // What staff has proposed is the staff's to take back, until it is confirmed and the cooling-off runs.
  if (!row || row.status === 'proposed' || row.settled_at !== null) throw new AppError('privacy.erasure_unknown');
  await settle(ctx, row, { action: 'privacy.cancelOwnErasure' });
}

/** Also of somebody who has left. @throws AppError `members.unknown`, `privacy.erasure_blocked`, `privacy.erasure_under_way` */
export async function proposeErasure(
  ctx: Ctx,
  input: ContentOf<typeof privacy.proposeErasure>,
  personal: readonly PersonalRecords[],
): Promise<ErasureView> {
  const { memberId, reason } = input;
  if (!(await findMembers(ctx, [memberId])).has(memberId) || (await isForgotten(ctx, memberId))) throw new AppError('members.unknown', { memberId });
  await refuseObstacles(ctx, personal, memberId);
  const by = staffOf(ctx);
  const row = await insertErasure(ctx, {
    ...newRow(ctx, memberId),
    origin: 'staff',
    status: 'proposed',
    reason,
    requested_by: by.id,
    requested_by_name: by.name,
  });
  if (!row) throw new AppError('privacy.erasure_under_way');
  await tell(ctx, row, { action: 'privacy.proposeErasure' });
  return viewOf(ctx, row);
}

/** Another person than the one who proposed. @throws AppError `privacy.erasure_unknown`, `privacy.erasure_settled`, `privacy.second_person_needed`, `privacy.erasure_blocked` */
export async function confirmErasure(
  ctx: Ctx,
  { erasureId }: ContentOf<typeof privacy.confirmErasure>,
  personal: readonly PersonalRecords[],
): Promise<ErasureView> {
  const row = await lockedErasure(ctx, erasureId);
  if (row.status !== 'proposed') throw new AppError('privacy.erasure_settled');
  const by = staffOf(ctx);
  if (by.id === row.requested_by) throw new AppError('privacy.second_person_needed');
  await refuseObstacles(ctx, personal, row.member_id);
  const after = await updateErasure(ctx, row.id, {
    status: 'waiting',
    confirmed_by: by.id,
    confirmed_by_name: by.name,
    due_at: await endOfCoolingOff(ctx),
  });
  await tell(ctx, after, { action: 'privacy.confirmErasure' });
  return viewOf(ctx, after);
}

/** @throws AppError `privacy.erasure_unknown`, `privacy.erasure_settled` */
export async function cancelErasure(ctx: Ctx, { erasureId, reason }: ContentOf<typeof privacy.cancelErasure>): Promise<ErasureView> {
  const row = await lockedErasure(ctx, erasureId);
  if (row.settled_at !== null) throw new AppError('privacy.erasure_settled');
  return viewOf(ctx, await settle(ctx, row, { action: 'privacy.cancelErasure', reason }));
}

export async function listErasureViews(ctx: Ctx, filter: Parameters<typeof selectErasures>[1]): Promise<ErasureView[]> {
  const rows = await selectErasures(ctx, filter);
  const members = await findMembers(
    ctx,
    rows.map((row) => row.member_id),
  );
  return rows.map((row) => erasureView(row, { member: members.get(row.member_id), actor: ctx.actor }));
}

function newRow(ctx: Ctx, memberId: Id<'member'>) {
  return { id: newId<'erasure'>(ctx.now.getTime()), member_id: memberId, requested_at: ctx.now };
}

function staffOf(ctx: Ctx): { id: string; name: string } {
  if (ctx.actor.kind !== 'staff') throw new AppError('request.forbidden');
  return { id: ctx.actor.staffId, name: ctx.actor.name };
}

async function lockedErasure(ctx: Ctx, erasureId: Id<'erasure'>): Promise<ErasureRow> {
  const row = await lockErasure(ctx, erasureId);
  if (!row) throw new AppError('privacy.erasure_unknown');
  return row;
}

async function refuseObstacles(ctx: Ctx, personal: readonly PersonalRecords[], memberId: Id<'member'>): Promise<void> {
  const obstacles = await asSystem(ctx, async (system) => {
    const userId = await findUserOfMember(system, memberId);
    if (!userId) throw new AppError('members.unknown', { memberId });
    return findObstacles(system, personal, { memberId, userId });
  });
  if (obstacles.length > 0) throw new AppError('privacy.erasure_blocked', { obstacles: obstacles.join(' ') });
}

async function endOfCoolingOff(ctx: Ctx): Promise<Date> {
  const days = await asSystem(ctx, (system) => readSetting(system, 'privacy.coolingOffDays'));
  return new Date(ctx.now.getTime() + days * DAY_MS);
}

async function settle(ctx: Ctx, row: ErasureRow, why: { action: string; reason?: string }): Promise<ErasureRow> {
  const after = await updateErasure(ctx, row.id, { status: 'cancelled', settled_at: ctx.now, obstacles: [] });
  await tell(ctx, after, why);
  return after;
}

async function tell(ctx: Ctx, row: ErasureRow, { action, reason }: { action: string; reason?: string }): Promise<void> {
  await record(ctx, {
    action,
    targetKind: 'member',
    targetId: row.member_id,
    after: { erasureId: row.id, status: row.status, dueAt: row.due_at?.toISOString() ?? null, ...(reason && { reason }) },
  });
  await notifyLive(ctx, 'operator', { kind: 'privacy' });
  await notifyLive(ctx, `member:${row.member_id}`, { kind: 'privacy' });
}

async function viewOf(ctx: Ctx, row: ErasureRow): Promise<ErasureView> {
  const member = (await findMembers(ctx, [row.member_id])).get(row.member_id);
  return erasureView(row, { member, actor: ctx.actor });
}

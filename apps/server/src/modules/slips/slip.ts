import { AppError, type OutputOf, type slips } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { findMembers } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { lockSlip, type SlipRow } from './queries.ts';

export type SlipView = OutputOf<typeof slips.confirmSlip>;

/** Whoever keys and confirms is a person, whom another can be held against. @throws AppError `request.forbidden` */
export function clerkOf({ actor }: Ctx): { staffId: Id<'staff'>; name: string } {
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  return { staffId: actor.staffId, name: actor.name };
}

/** @throws AppError `slips.unknown`, also for a member whom the actor may not see; `slips.not_waiting` */
export async function lockWaitingSlip(ctx: Ctx, slipId: Id<'slip'>): Promise<SlipRow> {
  const row = await lockSlip(ctx, slipId);
  if (!row) throw new AppError('slips.unknown', { slipId });
  if (row.state !== 'waiting') throw new AppError('slips.not_waiting', { slipId });
  return row;
}

/** Other open screens look again. */
export function announceSlips(ctx: Ctx): Promise<void> {
  return notifyLive(ctx, 'operator', { kind: 'slips' });
}

/** With the names of members and merchants, in two queries. */
export async function describeSlips(ctx: Ctx, rows: readonly SlipRow[]): Promise<SlipView[]> {
  const members = await findMembers(
    ctx,
    rows.map((row) => row.member_id),
  );
  const merchants = await findOrganizations(
    ctx,
    rows.map((row) => row.merchant_id),
  );
  return rows.map((row) => ({
    id: row.id,
    slipNumber: row.slip_number,
    merchantId: row.merchant_id,
    merchantName: merchants.get(row.merchant_id)?.name ?? '',
    memberId: row.member_id,
    memberName: members.get(row.member_id)?.name ?? '',
    memberNumber: members.get(row.member_id)?.memberNumber ?? '',
    amountMinor: row.amount_minor,
    paidOn: row.paid_on,
    state: row.state,
    importId: row.import_id,
    keyedBy: row.keyed_by_name,
    keyedAt: row.keyed_at,
    keyedByMe: ctx.actor.kind === 'staff' && ctx.actor.staffId === row.keyed_by,
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at,
    reason: row.reason,
  }));
}

export async function describeSlip(ctx: Ctx, row: SlipRow): Promise<SlipView> {
  const [view] = await describeSlips(ctx, [row]);
  if (!view) throw new Error('one slip has one description');
  return view;
}

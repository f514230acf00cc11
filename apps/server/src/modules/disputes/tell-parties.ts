import type { LiveEvent } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { type News, notifyAll } from '../notifications/index.ts';
import { findStaffOfHouse } from '../organizations/index.ts';
import { caseNumberOf } from './dispute.ts';
import type { DisputeRow } from './queries.ts';

/** More people than sit at any desk. */
const DESK_MAX = 100;

/** Open screens of the desk, the member and the merchant look again. */
export function announceDispute(ctx: Ctx, row: Pick<DisputeRow, 'member_id' | 'merchant_id'>): Promise<void> {
  const event: LiveEvent = { kind: 'disputes' };
  const topics = ['operator', `member:${row.member_id}`, ...(row.merchant_id ? [`merchant:${row.merchant_id}`] : [])];
  return notifyLiveAll(
    ctx,
    topics.map((topic) => [topic, event]),
  );
}

/** `key` names the step, so that one step is told once. */
type About = { row: DisputeRow; key: string };

/** Whoever has the case; while nobody has, everybody who takes cases of the whole house. */
export async function tellDesk(ctx: Ctx, kind: 'dispute.opened' | 'dispute.overdue', { row, key }: About): Promise<void> {
  await tell(ctx, await deskOf(ctx, row), { kind, params: { number: caseNumberOf(row.case_number) }, key });
}

/** Nobody has answered in time: everybody who decides cases hears of it, whoever has this one. */
export async function escalate(ctx: Ctx, { row, key }: About): Promise<void> {
  const deciders = await asSystem(ctx, (system) => findStaffOfHouse(system, { permission: 'disputes.decide', limit: DESK_MAX }));
  await tell(ctx, deciders, { kind: 'dispute.unanswered', params: { number: caseNumberOf(row.case_number) }, key });
}

/** A second person is needed: all who may be it, but neither who proposed it nor who opened the case. */
export async function tellCheckers(ctx: Ctx, { row, key }: About): Promise<void> {
  const found = await asSystem(ctx, (system) => findStaffOfHouse(system, { permission: 'disputes.approve', limit: DESK_MAX }));
  const checkers = found.filter((staffId) => staffId !== row.decided_by && staffId !== row.opened_by);
  await tell(ctx, checkers, { kind: 'dispute.waiting', params: { number: caseNumberOf(row.case_number) }, key });
}

export async function tellMerchant(ctx: Ctx, { row, key }: About): Promise<void> {
  const { merchant_id: organizationId, merchant_due_at: until } = row;
  if (!organizationId || !until) return;
  const people = await asSystem(ctx, (system) => findStaffOfHouse(system, { permission: 'disputes.answer', organizationId, limit: DESK_MAX }));
  await tell(ctx, people, { kind: 'dispute.asked', params: { number: caseNumberOf(row.case_number), until: until.toISOString() }, key });
}

/** Of what was taken back from it, whether it was asked before or not. */
export async function tellMerchantOfRefund(ctx: Ctx, { row, key }: About): Promise<void> {
  const { merchant_id: organizationId, amount_minor: amount } = row;
  if (!organizationId || !amount) return;
  const people = await asSystem(ctx, (system) => findStaffOfHouse(system, { permission: 'disputes.answer', organizationId, limit: DESK_MAX }));
  await tell(ctx, people, { kind: 'dispute.refunded', params: { number: caseNumberOf(row.case_number), amount }, key });
}

/** Something was written, or decided. */
export async function tellMember(ctx: Ctx, kind: 'dispute.news' | 'dispute.decided', { row, key }: About): Promise<void> {
  await notifyAll(ctx, [{ to: { memberId: row.member_id }, kind, params: { number: caseNumberOf(row.case_number) }, key }]);
}

export async function askConsent(ctx: Ctx, { row, key }: About): Promise<void> {
  const params = { number: caseNumberOf(row.case_number), amount: row.amount_minor ?? 0 };
  await notifyAll(ctx, [{ to: { memberId: row.member_id }, kind: 'dispute.consent', params, key }]);
}

async function deskOf(ctx: Ctx, row: DisputeRow): Promise<Id<'staff'>[]> {
  if (row.assigned_to) return [row.assigned_to];
  return asSystem(ctx, (system) => findStaffOfHouse(system, { permission: 'disputes.write', limit: DESK_MAX }));
}

/** Not to oneself. */
async function tell(ctx: Ctx, staffIds: readonly Id<'staff'>[], news: StaffNews): Promise<void> {
  const others = staffIds.filter((staffId) => ctx.actor.kind !== 'staff' || staffId !== ctx.actor.staffId);
  await notifyAll(
    ctx,
    others.map((staffId): News => ({ to: { staffId }, ...news })),
  );
}

type StaffKind = 'dispute.opened' | 'dispute.unanswered' | 'dispute.overdue' | 'dispute.waiting' | 'dispute.asked' | 'dispute.refunded';
type StaffNews = { [Kind in StaffKind]: Omit<Extract<News, { kind: Kind }>, 'to'> }[StaffKind];

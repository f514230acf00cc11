import type { GuardianLimits, guardians, OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { findMembers, type MemberView } from '../members/index.ts';
import { type Age, ageNow } from './age.ts';
import { comesOfAgeOn } from './coming-of-age.ts';
import type { AllowanceRow, GuardianshipRow } from './queries.ts';

export type GuardianshipView = OutputOf<typeof guardians.endGuardianship>;
export type AllowanceView = NonNullable<OutputOf<typeof guardians.listOwnGuardians>['limits']>;

/** A guardianship that was not ended and whose child is still a minor. Pure. */
export function isLive(row: Pick<GuardianshipRow, 'ended_at' | 'born_on'>, { today, years }: Age): boolean {
  return row.ended_at === null && comesOfAgeOn(row.born_on, years) > today;
}

export function allowanceView(row: AllowanceRow): AllowanceView {
  return {
    transactionLimitMinor: row.transaction_limit_minor,
    dayLimitMinor: row.day_limit_minor,
    noPinFloorMinor: row.no_pin_floor_minor,
    refusedCategories: row.refused_categories,
    setAt: row.set_at,
  };
}

/** For the audit log: amounts and kinds, no name. */
export function allowanceRecorded(view: AllowanceView): Omit<GuardianLimits, 'setAt'> {
  const { setAt: _, ...limits } = view;
  return limits;
}

/** With the names of both sides, which whoever may see the guardianship may read. */
export async function describeGuardianships(ctx: Ctx, rows: readonly GuardianshipRow[]): Promise<GuardianshipView[]> {
  const members = await namesOf(ctx, rows);
  const { years } = await ageNow(ctx);
  return rows.map((row) => ({
    id: row.id,
    child: personOf(row.child_id, members),
    guardian: { ...personOf(row.guardian_id, members), phoneMasked: members.get(row.guardian_id)?.phoneMasked ?? null },
    relation: row.relation,
    origin: row.origin,
    consent: row.consent,
    since: row.since,
    endsOn: comesOfAgeOn(row.born_on, years),
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    endReason: row.end_reason,
  }));
}

/** Of both sides of guardianships that the actor may see: a guardian's own entry may lie outside of what a clerk looks after. */
export function namesOf(ctx: Ctx, rows: readonly GuardianshipRow[]): Promise<Map<Id<'member'>, MemberView>> {
  return asSystem(ctx, (system) =>
    findMembers(
      system,
      rows.flatMap((row) => [row.child_id, row.guardian_id]),
    ),
  );
}

export function personOf(memberId: Id<'member'>, members: ReadonlyMap<Id<'member'>, MemberView>) {
  const member = members.get(memberId);
  return { memberId, name: member?.name ?? '', memberNumber: member?.memberNumber ?? '' };
}

/** Open screens of the child, the guardians and the desk look again; a stream that somebody no longer may hear ends. */
export async function announceGuardians(ctx: Ctx, memberIds: Iterable<Id<'member'>>): Promise<void> {
  const topics = [...new Set([...memberIds].map((memberId) => `member:${memberId}`)), 'operator'];
  await notifyLiveAll(
    ctx,
    topics.map((topic) => [topic, { kind: 'guardians' }] as const),
  );
}

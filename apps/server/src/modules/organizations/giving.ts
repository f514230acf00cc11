import { AppError, dutiesOf, type Permission } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import { readSetting } from '../settings/index.ts';
import { selectSubtrees } from './department-queries.ts';
import { departmentsOfGrant, overlap, permissionsOfGrant, rootsOf } from './grant.ts';
import { type GrantRow, selectGrantsInForce, selectLivingGrants } from './grant-queries.ts';
import { permissionsOfRole } from './role.ts';
import type { StaffRow } from './staff-queries.ts';

/**
 * Nobody gives what they do not have: neither a permission, nor one for more departments than their own. `departments` is how far it is
 * given; absent for the whole organization.
 * @throws AppError `organizations.more_than_own`
 */
export function refuseMoreThanOwn(
  actor: Actor,
  given: { permissions: Iterable<Permission>; departments?: readonly Id<'department'>[] | undefined },
): void {
  if (actor.kind === 'system') return;
  for (const permission of given.permissions) {
    if (!holds(actor, permission, given.departments)) throw new AppError('organizations.more_than_own', { permission });
  }
}

/** For those departments, or without them for the whole organization. */
function holds(actor: Actor, permission: Permission, departments?: readonly Id<'department'>[]): boolean {
  const bounds = actor.kind === 'staff' ? actor.departmentsOf?.get(permission) : undefined;
  const isWithin = bounds === undefined || (departments?.every((id) => bounds.includes(id)) ?? false);
  return actor.permissions.has(permission) && isWithin;
}

/**
 * Nor for longer than they have it themselves: what ends for the giver is given no further than to its end.
 * @throws AppError `organizations.more_than_own`
 */
export async function refuseLongerThanOwn(ctx: Ctx, given: { permissions: Iterable<Permission>; endsAt: Date | null }): Promise<void> {
  if (ctx.actor.kind !== 'staff') return;
  const held = await selectGrantsInForce(ctx, [ctx.actor.staffId]);
  for (const permission of given.permissions) {
    const lasts = held
      .filter((grant) => permissionsOfGrant(grant).includes(permission))
      .some(({ ends_at }) => ends_at === null || (given.endsAt !== null && given.endsAt <= ends_at));
    if (!lasts) throw new AppError('organizations.more_than_own', { permission });
  }
}

/** Says how everybody signs in, and so looks after the sign-ins of those, too, who may do more. */
const OVER_SIGN_INS: Permission = 'security.write';

/**
 * Nobody locks out somebody who may do more than they, now or later, nor takes their second factor or one of their `grants` away.
 * @throws AppError `organizations.has_more_rights`
 */
export async function refuseAbove(ctx: Ctx, person: StaffRow, grants?: readonly GrantRow[]): Promise<void> {
  const { actor } = ctx;
  if (actor.kind === 'system' || holds(actor, OVER_SIGN_INS)) return;
  const touched = grants ?? (await selectLivingGrants(ctx, { staffIds: [person.id] }));
  const roots = rootsOf(touched, person.department_id);
  const at = { departmentId: person.department_id, subtrees: roots.length === 0 ? [] : await selectSubtrees(ctx, roots) };
  for (const grant of touched) {
    const departments = departmentsOfGrant(grant, at);
    const permission = permissionsOfGrant(grant).find((each) => !holds(actor, each, departments));
    if (permission) throw new AppError('organizations.has_more_rights', { permission });
  }
}

/**
 * Grants that follow a person's department reach what they reach at the new one: by whoever could give them there.
 * @throws AppError `organizations.more_than_own`, `organizations.grant_department_needed` for the organization's root, where they reach nothing
 */
export async function refuseReach(ctx: Ctx, person: StaffRow, departmentId: StaffRow['department_id']): Promise<void> {
  const following = (await selectLivingGrants(ctx, { staffIds: [person.id] })).filter(
    (grant) => grant.scope !== 'organization' && grant.department_id === null,
  );
  if (following.length === 0) return;
  if (departmentId === null) throw new AppError('organizations.grant_department_needed');
  const at = { departmentId, subtrees: await selectSubtrees(ctx, [departmentId]) };
  for (const grant of following) {
    refuseMoreThanOwn(ctx.actor, { permissions: permissionsOfGrant(grant), departments: departmentsOfGrant(grant, at) });
  }
}

/** Nobody changes their own rights, place or state. @throws AppError `organizations.not_on_oneself` */
export function refuseOneself(actor: Actor, staffId: Id<'staff'>): void {
  if (actor.kind === 'staff' && actor.staffId === staffId) throw new AppError('organizations.not_on_oneself');
}

/** Nor a role that they hold or will hold: neither what it may do, nor whether it asks for a second factor. @throws AppError `organizations.not_on_oneself` */
export function refuseOwnRole(actor: Actor, holders: readonly GrantRow[]): void {
  for (const { staff_id } of holders) refuseOneself(actor, staff_id);
}

/**
 * Duties that exclude one another never meet in one role, nor at one time in one person, unless the installation switched that off.
 * @throws AppError `organizations.duties_exclude`
 */
export async function refuseJoinedDuties(ctx: Ctx, permissions: Iterable<Permission>): Promise<void> {
  const [first, second] = dutiesOf(permissions);
  if (first === undefined || second === undefined) return;
  if (await readSetting(ctx, 'organizations.dutiesExclude')) throw new AppError('organizations.duties_exclude', { first, second });
}

type Held = { starts_at: Date; ends_at: Date | null; permissions: readonly Permission[] };

/** The same for one person: what is given, with what else is held at the same time. */
export async function refuseDutyClash(ctx: Ctx, given: Held, others: readonly GrantRow[]): Promise<void> {
  const together = others
    .filter((other) => overlap(given, other))
    .flatMap((other) => permissionsOfRole({ key: other.role_key, permissions: other.role_permissions }));
  await refuseJoinedDuties(ctx, [...given.permissions, ...together]);
}

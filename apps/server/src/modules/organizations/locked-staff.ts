import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { refuseOneself } from './giving.ts';
import { mayLookAt } from './scope.ts';
import { lockStaff, type StaffRow } from './staff-queries.ts';

/** False for a person whom the actor may not look after: of another organization, or of none of the actor's departments. */
export function maySeeStaff(ctx: Ctx, row: StaffRow): boolean {
  const bounds = departmentsOf(ctx.actor);
  if (!mayLookAt(ctx.actor, row.organization_id)) return false;
  return bounds === undefined || (row.department_id !== null && bounds.includes(row.department_id));
}

/**
 * A person whom the actor may change.
 * @throws AppError `organizations.staff_unknown`, also for one whom the actor may not see; `organizations.not_on_oneself`
 */
export async function lockedStaff(ctx: Ctx, staffId: Id<'staff'>): Promise<StaffRow> {
  refuseOneself(ctx.actor, staffId);
  const row = await lockStaff(ctx, staffId);
  if (!row || !maySeeStaff(ctx, row)) throw new AppError('organizations.staff_unknown', { staffId });
  return row;
}

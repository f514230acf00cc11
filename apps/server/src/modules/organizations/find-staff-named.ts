import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectStaff } from './staff-queries.ts';

/** The person who signs in by this user name, if the actor may see them. */
export async function findStaffNamed(ctx: Ctx, userName: string): Promise<Id<'staff'> | undefined> {
  const found = await selectStaff(ctx, { q: userName, limit: 20 });
  return found.find((row) => row.user_name === userName)?.id;
}

import type { disputes, OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findStaffNames, findStaffOfHouse } from '../organizations/index.ts';

/** More people than sit at any desk. */
const DESK_MAX = 100;

/** Who takes cases of the whole house; colleagues may be named to one another. */
export async function listDisputeDesk(ctx: Ctx): Promise<OutputOf<typeof disputes.listDisputeDesk>> {
  const names = await deskNames(ctx);
  return { items: [...names].map(([staffId, name]) => ({ staffId, name })) };
}

export function deskNames(ctx: Ctx): ReturnType<typeof findStaffNames> {
  return asSystem(ctx, async (system) => findStaffNames(system, await findStaffOfHouse(system, { permission: 'disputes.write', limit: DESK_MAX })));
}

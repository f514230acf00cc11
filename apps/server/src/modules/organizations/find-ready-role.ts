import type { Role } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectRoleByKey } from './role-queries.ts';

/** The id of a ready-made role. */
export async function findReadyRole(ctx: Ctx, key: Role): Promise<Id<'role'>> {
  return (await selectRoleByKey(ctx, key)).id;
}

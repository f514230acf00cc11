import { AppError, type InputOf, type OutputOf, type organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { selectOrganizationsById } from './queries.ts';
import { roleView } from './role.ts';
import { countHolders, selectRoles } from './role-queries.ts';
import { confinedTo, mayLookAt } from './scope.ts';

type List = typeof organizations.listRoles;

/** A merchant or an issuer sees the roles that its own people can hold. @throws AppError `organizations.unknown` */
export async function listRoles(ctx: Ctx, input: InputOf<List>): Promise<OutputOf<List>> {
  const organizationId = input.organizationId ?? confinedTo(ctx.actor);
  const [organization] = organizationId && mayLookAt(ctx.actor, organizationId) ? await selectOrganizationsById(ctx, [organizationId]) : [];
  if (organizationId && !organization) throw new AppError('organizations.unknown', { organizationId });
  const roles = await selectRoles(ctx, organization && { organizationId: organization.id, kind: organization.kind });
  const counts = await countHolders(ctx);
  return { items: roles.map((row) => roleView(row, counts.get(row.id) ?? 0)) };
}

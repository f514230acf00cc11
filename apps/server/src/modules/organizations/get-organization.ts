import { AppError, type InputOf, type organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { type OrganizationView, organizationView } from './organization.ts';
import { selectOrganizationsById } from './queries.ts';
import { mayLookAt } from './scope.ts';

/** @throws AppError `organizations.unknown`, also for an organization that the actor may not see. */
export async function getOrganization(ctx: Ctx, input: InputOf<typeof organizations.getOrganization>): Promise<OrganizationView> {
  const { organizationId } = input;
  const [row] = mayLookAt(ctx.actor, organizationId) ? await selectOrganizationsById(ctx, [organizationId]) : [];
  if (!row) throw new AppError('organizations.unknown', { organizationId });
  return organizationView(row);
}

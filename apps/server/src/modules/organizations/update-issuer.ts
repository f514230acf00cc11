import { AppError, type InputOf, type organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type OrganizationView, organizationView } from './organization.ts';
import { dropCachedOrganization, lockOrganization, updateOrganization } from './queries.ts';
import { refuseTakenOrganizationName } from './taken-name.ts';

/**
 * Changes what is given and leaves the rest. The people of a suspended issuer are nobody in the console from the moment this commits, and nothing
 * grants its points; its members keep their cards and what they hold.
 * @throws AppError `organizations.unknown` (also for an organization that is no issuer), `organizations.name_taken`
 */
export async function updateIssuer(ctx: Ctx, input: InputOf<typeof organizations.updateIssuer>): Promise<OrganizationView> {
  const { organizationId, name, status } = input;
  const before = await lockOrganization(ctx, organizationId);
  if (before?.kind !== 'issuer') throw new AppError('organizations.unknown', { organizationId });
  if (name !== undefined) await refuseTakenOrganizationName(ctx, { name, holderId: organizationId });
  const after = await updateOrganization(ctx, organizationId, { name: name ?? before.name, status: status ?? before.status });
  await record(ctx, {
    action: 'organizations.updateIssuer',
    targetKind: 'organization',
    targetId: organizationId,
    before: { name: before.name, status: before.status },
    after: { name: after.name, status: after.status },
  });
  await dropCachedOrganization(ctx, organizationId);
  return organizationView(after);
}

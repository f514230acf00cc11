import { AppError, type InputOf, type organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { record } from '../audit/index.ts';
import { merchantResumed, merchantSuspended } from './events.ts';
import { type OrganizationView, organizationView } from './organization.ts';
import { dropCachedOrganization, lockOrganization, updateOrganization } from './queries.ts';
import { refuseTakenOrganizationName } from './taken-name.ts';

/**
 * Changes what is given and leaves the rest. A suspended merchant takes no payments from the moment this commits: the caches of every
 * server drop the merchant, and `merchantSuspended` tells the modules above.
 * @throws AppError `organizations.unknown` (also for the operator, which is no merchant), `organizations.name_taken`
 */
export async function updateMerchant(ctx: Ctx, input: InputOf<typeof organizations.updateMerchant>): Promise<OrganizationView> {
  const { organizationId, name, category, status } = input;
  const before = await lockOrganization(ctx, organizationId);
  if (before?.kind !== 'merchant') throw new AppError('organizations.unknown', { organizationId });
  if (name !== undefined) await refuseTakenOrganizationName(ctx, { name, holderId: organizationId });

  const after = await updateOrganization(ctx, organizationId, {
    name: name ?? before.name,
    category: category ?? before.category,
    status: status ?? before.status,
  });
  await record(ctx, {
    action: 'organizations.updateMerchant',
    targetKind: 'organization',
    targetId: organizationId,
    before: { name: before.name, category: before.category, status: before.status },
    after: { name: after.name, category: after.category, status: after.status },
  });
  await dropCachedOrganization(ctx, organizationId);
  if (after.status !== before.status) {
    await publish(ctx, after.status === 'suspended' ? merchantSuspended : merchantResumed, { organizationId });
  }
  return organizationView(after);
}

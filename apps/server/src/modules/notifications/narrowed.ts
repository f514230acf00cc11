import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations, findSubtree } from '../organizations/index.ts';
import type { AnnouncementRow } from './announcement-queries.ts';

/** An audience as those ask who know its people: departments with everything below them, the operator as nobody's issuer. */
export async function narrowed(ctx: Ctx, { organizationIds, departmentIds: named, memberKinds: kinds }: AnnouncementRow['audience']) {
  const departmentIds = (await Promise.all(named.map((one) => findSubtree(ctx, one)))).flat();
  const organizations = await findOrganizations(ctx, organizationIds);
  const issuerIds = organizationIds.map((one) => (organizations.get(one)?.kind === 'operator' ? null : one));
  return { members: { issuerIds, departmentIds, kinds }, staff: { organizationIds, departmentIds } };
}

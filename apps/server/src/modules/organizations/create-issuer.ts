import { AppError, type ContentOf, type organizations } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { appointStaff } from './create-staff.ts';
import { type OrganizationView, organizationView } from './organization.ts';
import { insertOrganization } from './queries.ts';

/**
 * Enters an issuer, with the first manager if one is named.
 * @throws AppError `organizations.name_taken`, whatever the case of the letters; `identity.user_name_taken`, `organizations.more_than_own`
 */
export async function createIssuer(ctx: Ctx, input: ContentOf<typeof organizations.createIssuer>): Promise<OrganizationView> {
  const { name, manager } = input;
  const row = await insertOrganization(ctx, {
    id: newId<'organization'>(ctx.now.getTime()),
    kind: 'issuer',
    name,
    category: null,
    created_at: ctx.now,
  });
  if (!row) throw new AppError('organizations.name_taken');
  await record(ctx, { action: 'organizations.createIssuer', targetKind: 'organization', targetId: row.id, after: { name } });
  if (manager) await appointStaff(ctx, { ...manager, organizationId: row.id, role: 'issuerManager' });
  return organizationView(row);
}

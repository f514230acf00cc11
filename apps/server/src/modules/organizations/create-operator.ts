import { AppError } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type OrganizationView, organizationView } from './organization.ts';
import { insertOrganization } from './queries.ts';

/**
 * Enters the one organization that runs the place. Done once, by the system, when an installation is set up; a second operator is refused
 * by the database.
 * @throws AppError `organizations.name_taken`
 */
export async function createOperator(ctx: Ctx, input: { name: string }): Promise<OrganizationView> {
  const row = await insertOrganization(ctx, {
    id: newId<'organization'>(ctx.now.getTime()),
    kind: 'operator',
    name: input.name,
    category: null,
    created_at: ctx.now,
  });
  if (!row) throw new AppError('organizations.name_taken');
  await record(ctx, { action: 'organizations.createOperator', targetKind: 'organization', targetId: row.id, after: { name: row.name } });
  return organizationView(row);
}

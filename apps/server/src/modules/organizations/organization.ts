import type { OutputOf, organizations } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { OrganizationsTables } from './tables.ts';

/** An organization as the contract shows it. */
export type OrganizationView = OutputOf<typeof organizations.getOrganization>;
type OrganizationRow = Pick<
  Selectable<OrganizationsTables['organizations.organization']>,
  'id' | 'kind' | 'name' | 'category' | 'status' | 'created_at'
>;

export function organizationView({ created_at, ...row }: OrganizationRow): OrganizationView {
  return { ...row, createdAt: created_at };
}

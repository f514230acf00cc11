import type { Organization, OutputOf, organizations, Role } from '@tessera/contract';
import type { Id } from '@tessera/kernel';

/** A member of staff as the contract shows it. */
export type StaffView = OutputOf<typeof organizations.createStaff>;

type StaffRow = {
  id: Id<'staff'>;
  user_name: string;
  name: string;
  role: Role;
  organization_id: Id<'organization'>;
  organization_name: Organization['name'];
  created_at: Date;
};

export function staffView(row: StaffRow): StaffView {
  return {
    id: row.id,
    name: row.name,
    userName: row.user_name,
    role: row.role,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    createdAt: row.created_at,
  };
}

import type { DataScope, Department, Organization, OrganizationKind, Role, Staff } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Generated, GeneratedAlways } from 'kysely';

export type OrganizationsTables = {
  'organizations.organization': {
    id: Id<'organization'>;
    kind: Organization['kind'];
    name: string;
    search_name: GeneratedAlways<string>;
    category: Organization['category'];
    status: Generated<Organization['status']>;
    created_at: Date;
  };
  'organizations.department': {
    id: Id<'department'>;
    organization_id: Id<'organization'>;
    parent_id: Id<'department'> | null;
    path: Id<'department'>[];
    code: string | null;
    name: string;
    position: number;
    status: Generated<Department['status']>;
    created_at: Date;
  };
  'organizations.staff': {
    id: Id<'staff'>;
    user_id: Id<'user'>;
    user_name: string;
    organization_id: Id<'organization'>;
    department_id: Id<'department'> | null;
    status: Generated<Staff['status']>;
    name: string;
    search_name: GeneratedAlways<string>;
    created_at: Date;
  };
  'organizations.role': {
    id: Id<'role'>;
    key: Role | null;
    organization_id: Id<'organization'> | null;
    organization_kind: OrganizationKind;
    name: string | null;
    note: string;
    permissions: string[];
    needs_second_factor: boolean;
    created_at: Date;
    deleted_at: Date | null;
  };
  'organizations.staff_grant': {
    id: Id<'grant'>;
    staff_id: Id<'staff'>;
    organization_id: Id<'organization'>;
    role_id: Id<'role'>;
    scope: DataScope;
    department_id: Id<'department'> | null;
    starts_at: Date;
    ends_at: Date | null;
    reason: string;
    granted_by_name: string;
    granted_at: Date;
    began_at: Date | null;
    ended_at: Date | null;
    revoked_at: Date | null;
  };
};

import type { Department, Organization, Role } from '@tessera/contract';
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
    role: Role;
    department_id: Id<'department'> | null;
    status: Generated<'active' | 'suspended' | 'left'>;
    name: string;
    search_name: GeneratedAlways<string>;
    created_at: Date;
  };
};

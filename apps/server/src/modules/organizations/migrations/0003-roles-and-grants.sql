-- Roles. A ready-made one is known by its key, and what it may do stands in the contract's ROLES, so that it grows with the code. A free one is
-- put together from permissions: by an organization for itself, or by the operator for every organization of a kind.
create table organizations.role (
  id uuid not null constraint role_pkey primary key,
  key text constraint role_key_key unique,
  organization_id uuid constraint role_organization_fkey references organizations.organization (id),
  organization_kind text not null constraint role_organization_kind_known check (organization_kind in ('operator', 'issuer', 'merchant')),
  name text,
  note text not null default '',
  permissions text[] not null,
  needs_second_factor boolean not null default false,
  created_at timestamptz not null,
  deleted_at timestamptz,                   -- its past grants still name it
  constraint role_of_one_sort check ((key is null) = (name is not null)),
  constraint role_ready_made_is_plain check (key is null or (organization_id is null and permissions = '{}' and deleted_at is null))
);
create unique index role_name_key on organizations.role
  (coalesce(organization_id, '00000000-0000-0000-0000-000000000000'), organization_kind, lower(name)) where deleted_at is null;

insert into organizations.role (id, key, organization_kind, permissions, created_at) values
  ('019a0000-0000-7000-8000-000000000001', 'administrator', 'operator', '{}', now()),
  ('019a0000-0000-7000-8000-000000000002', 'finance', 'operator', '{}', now()),
  ('019a0000-0000-7000-8000-000000000003', 'cashier', 'operator', '{}', now()),
  ('019a0000-0000-7000-8000-000000000004', 'seller', 'operator', '{}', now()),
  ('019a0000-0000-7000-8000-000000000005', 'checker', 'operator', '{}', now()),
  ('019a0000-0000-7000-8000-000000000006', 'riskDesk', 'operator', '{}', now()),
  ('019a0000-0000-7000-8000-000000000007', 'customerService', 'operator', '{}', now()),
  ('019a0000-0000-7000-8000-000000000008', 'securityAdministrator', 'operator', '{}', now()),
  ('019a0000-0000-7000-8000-000000000009', 'auditor', 'operator', '{}', now()),
  ('019a0000-0000-7000-8000-000000000010', 'merchantManager', 'merchant', '{}', now()),
  ('019a0000-0000-7000-8000-000000000011', 'merchantCashier', 'merchant', '{}', now()),
  ('019a0000-0000-7000-8000-000000000012', 'issuerManager', 'issuer', '{}', now()),
  ('019a0000-0000-7000-8000-000000000013', 'issuerClerk', 'issuer', '{}', now());

grant select, insert on organizations.role to tessera_app;
grant update (name, note, permissions, needs_second_factor, deleted_at) on organizations.role to tessera_app;

alter table organizations.role enable row level security;
alter table organizations.role force row level security;
create policy role_read on organizations.role for select using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.is_staff()) and organization_id = (select platform.actor_organization()))
  or ((select platform.is_staff()) and organization_id is null and organization_kind = (select current_setting('app.actor_organization_kind', true)))
);
create policy role_entered on organizations.role for insert with check (
  key is null and (
    (select platform.is_operator() or platform.is_system())
    or ((select platform.is_staff()) and organization_id = (select platform.actor_organization()))
  )
);
create policy role_changed on organizations.role for update using (
  key is null and (
    (select platform.is_operator() or platform.is_system())
    or ((select platform.is_staff()) and organization_id = (select platform.actor_organization()))
  )
);

-- Who holds which role, for what part of the organization, and when. Rows are never deleted.
alter table organizations.staff add constraint staff_of_organization_key unique (id, organization_id);
create table organizations.staff_grant (
  id uuid not null constraint staff_grant_pkey primary key,
  staff_id uuid not null,
  organization_id uuid not null,            -- of the staff
  role_id uuid not null constraint staff_grant_role_fkey references organizations.role (id),
  scope text not null constraint staff_grant_scope_known check (scope in ('own', 'subtree', 'organization')),
  department_id uuid,                       -- null: the one that the person is in
  starts_at timestamptz not null,
  ends_at timestamptz,
  reason text not null,
  granted_by_name text not null,
  granted_at timestamptz not null,
  began_at timestamptz,                     -- when the audit log was told that it began, and that it ended
  ended_at timestamptz,
  revoked_at timestamptz,
  constraint staff_grant_staff_fkey foreign key (staff_id, organization_id) references organizations.staff (id, organization_id),
  constraint staff_grant_department_fkey foreign key (department_id, organization_id) references organizations.department (id, organization_id),
  constraint staff_grant_window_runs_forward check (ends_at > starts_at),
  constraint staff_grant_department_narrows check (scope <> 'organization' or department_id is null)
);
create index staff_grant_staff_idx on organizations.staff_grant (staff_id);
create index staff_grant_role_idx on organizations.staff_grant (role_id);
create index staff_grant_beginning_idx on organizations.staff_grant (starts_at) where began_at is null and revoked_at is null;
create index staff_grant_ending_idx on organizations.staff_grant (ends_at) where ended_at is null and revoked_at is null;

-- Whoever had a role has a grant of it for the whole organization.
insert into organizations.staff_grant
  (id, staff_id, organization_id, role_id, scope, starts_at, reason, granted_by_name, granted_at, began_at)
  select staff.id, staff.id, staff.organization_id, role.id, 'organization', staff.created_at, '', 'system', staff.created_at, staff.created_at
  from organizations.staff join organizations.role on role.key = staff.role;
alter table organizations.staff drop column role;

grant select, insert on organizations.staff_grant to tessera_app;
grant update (began_at, ended_at, revoked_at) on organizations.staff_grant to tessera_app;
grant update (name, department_id, status) on organizations.staff to tessera_app;

-- Merchants and issuers look after their own people.
drop policy staff_entered_by_operator on organizations.staff;
create policy staff_entered on organizations.staff for insert with check (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.is_staff()) and organization_id = (select platform.actor_organization()))
);
create policy staff_changed on organizations.staff for update using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.is_staff()) and organization_id = (select platform.actor_organization()))
);
-- Who is bounded to departments sees, enters and changes the people of those, and sees the own record.
create policy staff_read_in_scope on organizations.staff as restrictive for select using (
  (select platform.actor_departments() is null) or department_id = any ((select platform.actor_departments())::uuid[]) or id = (select platform.actor_id())
);
create policy staff_entered_in_scope on organizations.staff as restrictive for insert with check (
  (select platform.actor_departments() is null) or department_id = any ((select platform.actor_departments())::uuid[])
);
create policy staff_changed_in_scope on organizations.staff as restrictive for update using (
  (select platform.actor_departments() is null) or department_id = any ((select platform.actor_departments())::uuid[])
);

alter table organizations.staff_grant enable row level security;
alter table organizations.staff_grant force row level security;
create policy staff_grant_of_own on organizations.staff_grant using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.is_staff()) and organization_id = (select platform.actor_organization()))
);
-- The grants of those people whom the actor sees.
create policy staff_grant_in_scope on organizations.staff_grant as restrictive using (
  (select platform.actor_departments() is null) or exists (select from organizations.staff where staff.id = staff_id)
);

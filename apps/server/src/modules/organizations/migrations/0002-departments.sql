-- Issuers: upstream companies whose own members hold the card.
alter table organizations.organization drop constraint organization_kind_known;
alter table organizations.organization add constraint organization_kind_known check (kind in ('operator', 'issuer', 'merchant'));

-- Members may read every merchant's name, but not which issuers there are.
drop policy organization_read on organizations.organization;
create policy organization_read on organizations.organization for select using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and kind <> 'issuer')
  or id = (select platform.actor_organization())
);

-- The tree of an organization. `path` holds the ancestors from the root down to the department itself, so that a subtree is one comparison.
create table organizations.department (
  id uuid not null constraint department_pkey primary key,
  organization_id uuid not null constraint department_organization_fkey references organizations.organization (id),
  parent_id uuid,
  path uuid[] not null,
  code text,                                -- a number or a short name of other systems
  name text not null,
  position integer not null,                -- among its siblings, from 0
  status text not null default 'active' constraint department_status_known check (status in ('active', 'closed')),
  created_at timestamptz not null,
  constraint department_of_organization_key unique (id, organization_id),
  constraint department_parent_fkey foreign key (parent_id, organization_id) references organizations.department (id, organization_id),
  constraint department_path_ends_here check (path[cardinality(path)] = id),
  constraint department_path_follows_parent check (path[cardinality(path) - 1] is not distinct from parent_id),
  constraint department_depth_bounded check (cardinality(path) <= 8),
  constraint department_position_counts check (position >= 0)
);
create index department_organization_idx on organizations.department (organization_id, position);
create unique index department_code_key on organizations.department (organization_id, lower(code));
create unique index department_name_key on organizations.department
  (organization_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name)) where status = 'active';

grant select, insert on organizations.department to tessera_app;
grant update (parent_id, path, code, name, position, status) on organizations.department to tessera_app;

-- Everybody at work sees the whole tree of the own organization; who is bounded to departments changes those, and enters new ones below them.
alter table organizations.department enable row level security;
alter table organizations.department force row level security;
create policy department_read on organizations.department for select using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.is_staff()) and organization_id = (select platform.actor_organization()))
);
create policy department_entered on organizations.department for insert with check (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.is_staff()) and organization_id = (select platform.actor_organization()))
);
create policy department_changed on organizations.department for update using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.is_staff()) and organization_id = (select platform.actor_organization()))
);
create policy department_entered_in_scope on organizations.department as restrictive for insert with check (
  (select platform.actor_departments() is null) or parent_id = any ((select platform.actor_departments())::uuid[])
);
create policy department_changed_in_scope on organizations.department as restrictive for update using (
  (select platform.actor_departments() is null) or id = any ((select platform.actor_departments())::uuid[])
);

-- People at work belong to a department of their own organization, or to its root. Who has left keeps the record of what was done.
alter table organizations.staff
  add column department_id uuid,
  add column status text not null default 'active' constraint staff_status_known check (status in ('active', 'suspended', 'left')),
  add constraint staff_department_fkey foreign key (department_id, organization_id) references organizations.department (id, organization_id);
create index staff_department_idx on organizations.staff (department_id) where department_id is not null;

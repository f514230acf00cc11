create table organizations.organization (
  id uuid not null constraint organization_pkey primary key,
  kind text not null constraint organization_kind_known check (kind in ('operator', 'merchant')),
  name text not null,
  search_name text collate "C" not null generated always as (lower(name)) stored,
  category text constraint organization_category_known
    check (category in ('canteen', 'shop', 'library', 'laundry', 'utilities', 'other')),
  status text not null default 'active' constraint organization_status_known check (status in ('active', 'suspended')),
  created_at timestamptz not null,
  constraint organization_name_key unique (search_name),
  constraint organization_category_of_merchant check ((kind = 'merchant') = (category is not null)),
  constraint organization_operator_is_active check (kind <> 'operator' or status = 'active')
);
-- One operator runs the place.
create unique index organization_operator_key on organizations.organization (kind) where kind = 'operator';

create table organizations.staff (
  id uuid not null constraint staff_pkey primary key,
  user_id uuid not null constraint staff_user_key unique
    constraint staff_user_fkey references identity."user" (id),
  user_name text collate "C" not null,      -- as identity has it, so that a list of staff is one query
  organization_id uuid not null constraint staff_organization_fkey references organizations.organization (id),
  role text not null,                       -- a key of the contract's ROLES
  name text not null,
  search_name text collate "C" not null generated always as (lower(name)) stored,
  created_at timestamptz not null
);
create index staff_organization_idx on organizations.staff (organization_id, id);
create index staff_search_name_idx on organizations.staff (search_name);
create index staff_user_name_idx on organizations.staff (user_name);

grant select, insert on organizations.organization, organizations.staff to tessera_app;
grant update (name, category, status) on organizations.organization to tessera_app;

-- A merchant's staff and terminals see their own organization, members may read every merchant's name.
alter table organizations.organization enable row level security;
alter table organizations.organization force row level security;
create policy organization_read on organizations.organization for select using (
  (select platform.is_operator() or platform.is_system() or platform.actor_kind() = 'member')
  or id = (select platform.actor_organization())
);
create policy organization_entered_by_operator on organizations.organization for insert
  with check ((select platform.is_operator() or platform.is_system()));
create policy organization_changed_by_operator on organizations.organization for update
  using ((select platform.is_operator() or platform.is_system()));

alter table organizations.staff enable row level security;
alter table organizations.staff force row level security;
create policy staff_read on organizations.staff for select using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'staff' and organization_id = (select platform.actor_organization()))
);
create policy staff_entered_by_operator on organizations.staff for insert
  with check ((select platform.is_operator() or platform.is_system()));

create table members.member (
  id uuid not null constraint member_pkey primary key,
  user_id uuid not null constraint member_user_key unique
    -- Checked at commit: the member is entered first, so that a taken number is refused as such.
    constraint member_user_fkey references identity."user" (id) deferrable initially deferred,
  member_number text not null,
  search_number text collate "C" not null generated always as (lower(member_number)) stored,
  name text not null,
  search_name text collate "C" not null generated always as (lower(name)) stored,
  -- 小明 of 王小明, wang of Alice Wang
  search_given text collate "C" not null generated always as (
    lower(case when position(' ' in name) > 0 then regexp_replace(name, '^.* ', '') else substr(name, 2) end)
  ) stored,
  kind text not null constraint member_kind_known check (kind in ('student', 'staff', 'visitor', 'customer')),
  department text,
  phone_sealed text,
  phone_hash text,                          -- keyed hash, to find a whole number
  phone_masked text,
  status text not null default 'active' constraint member_status_known check (status in ('active', 'closed')),
  created_at timestamptz not null,
  constraint member_number_key unique (search_number),
  constraint member_phone_key unique (phone_hash),
  constraint member_phone_whole check ((phone_sealed is null) = (phone_hash is null) and (phone_hash is null) = (phone_masked is null))
);
create index member_search_name_idx on members.member (search_name);
create index member_search_given_idx on members.member (search_given);

grant select, insert on members.member to tessera_app;
grant update (name, kind, department, status) on members.member to tessera_app;

-- Merchants and terminals see no member at all.
alter table members.member enable row level security;
alter table members.member force row level security;
create policy member_read on members.member for select using (
  (select platform.is_operator())
  or (select platform.is_system())
  or ((select platform.actor_kind()) = 'member' and id = (select platform.actor_id()))
);
create policy member_entered_by_operator on members.member for insert
  with check ((select platform.is_operator() or platform.is_system()));
create policy member_changed_by_operator on members.member for update
  using ((select platform.is_operator() or platform.is_system()));

-- Who looks after whom: guardians with a sign-in of their own, and the members, minors, whose purses they may see and bound.

grant usage on schema guardians to tessera_app;

-- What is known of a member who has, or had, a guardian. Its row is the lock of everything about that member here.
create table guardians.ward (
  member_id uuid not null constraint ward_pkey primary key constraint ward_member_fkey references members.member (id),
  born_on date not null,
  entered_at timestamptz not null
);

create table guardians.guardianship (
  id uuid not null constraint guardianship_pkey primary key,
  child_id uuid not null constraint guardianship_child_fkey references guardians.ward (member_id),
  guardian_id uuid not null constraint guardianship_guardian_fkey references members.member (id),
  relation text not null constraint guardianship_relation_known check (relation in ('mother', 'father', 'grandparent', 'other')),
  origin text not null constraint guardianship_origin_known check (origin in ('counter', 'import', 'invitation')),
  consent text not null constraint guardianship_consent_known check (consent in ('app', 'paper')),
  made_by uuid,                             -- staff; null: the guardian, with an invitation
  made_by_name text,
  since timestamptz not null,
  ended_at timestamptz,
  ended_by text constraint guardianship_ending_known check (ended_by in ('age', 'guardian', 'child', 'staff', 'erasure')),
  end_reason text,
  constraint guardianship_of_another check (child_id <> guardian_id),
  constraint guardianship_ending_whole check ((ended_at is null) = (ended_by is null))
);
create unique index guardianship_once_key on guardians.guardianship (child_id, guardian_id) where ended_at is null;
create index guardianship_guardian_idx on guardians.guardianship (guardian_id) where ended_at is null;
create index guardianship_child_idx on guardians.guardianship (child_id, id desc);

-- A code that a school hands out, kept as a keyed hash and used once.
create table guardians.invitation (
  id uuid not null constraint invitation_pkey primary key,
  child_id uuid not null constraint invitation_child_fkey references guardians.ward (member_id),
  code_hash text not null constraint invitation_code_key unique,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invitation_child_idx on guardians.invitation (child_id);
create index invitation_due_idx on guardians.invitation (expires_at);

-- What guardians allow a child to spend, beside the child's own limits. Amounts that are null are not bounded.
create table guardians.allowance (
  member_id uuid not null constraint allowance_pkey primary key constraint allowance_ward_fkey references guardians.ward (member_id),
  transaction_limit_minor bigint constraint allowance_transaction_not_negative check (transaction_limit_minor >= 0),
  day_limit_minor bigint constraint allowance_day_not_negative check (day_limit_minor >= 0),
  no_pin_floor_minor bigint constraint allowance_floor_not_negative check (no_pin_floor_minor >= 0),
  refused_categories text[] not null default '{}',
  set_by uuid not null,
  set_at timestamptz not null
);

grant select, insert on all tables in schema guardians to tessera_app;
grant update (born_on) on guardians.ward to tessera_app;
grant update (ended_at, ended_by, end_reason) on guardians.guardianship to tessera_app;
grant update (used_at) on guardians.invitation to tessera_app;
grant update (transaction_limit_minor, day_limit_minor, no_pin_floor_minor, refused_categories, set_by, set_at) on guardians.allowance to tessera_app;
grant delete on guardians.ward, guardians.invitation, guardians.allowance to tessera_app;

alter table guardians.ward enable row level security;
alter table guardians.ward force row level security;
create policy ward_visible on guardians.ward using (
  (select platform.is_operator() or platform.is_system())
  or member_id = (select platform.actor_member())
  or exists (select from guardians.guardianship g where g.child_id = member_id and g.guardian_id = (select platform.actor_member()))
);
create policy ward_in_scope on guardians.ward as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table guardians.guardianship enable row level security;
alter table guardians.guardianship force row level security;
create policy guardianship_visible on guardians.guardianship using (
  (select platform.is_operator() or platform.is_system())
  or (select platform.actor_member()) in (child_id, guardian_id)
);
create policy guardianship_in_scope on guardians.guardianship as restrictive using (
  (select platform.actor_departments() is null) or child_id in (select members.in_scope())
);

alter table guardians.invitation enable row level security;
alter table guardians.invitation force row level security;
create policy invitation_visible on guardians.invitation using ((select platform.is_operator() or platform.is_system()));
create policy invitation_in_scope on guardians.invitation as restrictive using (
  (select platform.actor_departments() is null) or child_id in (select members.in_scope())
);

alter table guardians.allowance enable row level security;
alter table guardians.allowance force row level security;
create policy allowance_visible on guardians.allowance using (
  (select platform.is_operator() or platform.is_system())
  or member_id = (select platform.actor_member())
);
create policy allowance_in_scope on guardians.allowance as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

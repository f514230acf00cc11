-- The change from the system before ours: what its files brought, and the balances that were taken over. Its cards are cards.

grant usage on schema migration to tessera_app;

-- What one file brought.
create table migration.batch (
  id uuid not null constraint batch_pkey primary key,
  import_id uuid not null constraint batch_import_key unique,
  source text not null,
  valid_until date not null,
  card_count int not null default 0,
  state text not null default 'entered' constraint batch_state_known check (state in ('entered', 'waiting', 'posting', 'posted', 'refused')),
  control_minor bigint,
  made_by uuid not null,
  made_by_name text not null,
  submitted_by uuid,
  submitted_by_name text,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  reason text,
  created_at timestamptz not null,
  constraint batch_submitted_whole check ((control_minor is null) = (submitted_by is null)),
  constraint batch_approved_by_another check (state not in ('posting', 'posted') or (decided_by <> made_by and decided_by <> submitted_by))
);

-- A balance that is taken over. Its id is the key of the transfer.
create table migration.opening (
  id uuid not null constraint opening_pkey primary key,
  batch_id uuid not null constraint opening_batch_fkey references migration.batch (id),
  source text not null,
  member_id uuid not null constraint opening_member_fkey references members.member (id),
  amount_minor bigint not null constraint opening_amount_positive check (amount_minor > 0),
  state text not null default 'waiting' constraint opening_state_known check (state in ('waiting', 'posted', 'refused', 'left_out'))
);
-- Of one old system a member brings one balance, however often the file comes.
create unique index opening_once_key on migration.opening (source, member_id) where state in ('waiting', 'posted');
create index opening_batch_idx on migration.opening (batch_id, id);
create index opening_member_idx on migration.opening (member_id);

grant select, insert on all tables in schema migration to tessera_app;
grant update (state, card_count, control_minor, submitted_by, submitted_by_name, decided_by, decided_by_name, decided_at, reason) on migration.batch to tessera_app;
grant update (state) on migration.opening to tessera_app;

alter table migration.batch enable row level security;
alter table migration.batch force row level security;
create policy batch_visible on migration.batch using ((select platform.is_operator() or platform.is_system()));

alter table migration.opening enable row level security;
alter table migration.opening force row level security;
create policy opening_visible on migration.opening using ((select platform.is_operator() or platform.is_system()));
create policy opening_in_scope on migration.opening as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

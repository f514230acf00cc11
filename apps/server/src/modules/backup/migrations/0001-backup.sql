create table backup.backup (
  id uuid not null constraint backup_pkey primary key,
  name text not null constraint backup_name_key unique constraint backup_name_formed check (name ~ '^[0-9A-Za-z][0-9A-Za-z._-]{0,99}$'),
  kind text not null constraint backup_kind_known check (kind in ('manual', 'scheduled', 'command', 'found')),
  state text not null constraint backup_state_known check (state in ('running', 'complete', 'failed', 'removed')),
  started_at timestamptz not null,
  finished_at timestamptz,
  requested_by text not null,               -- as the person was called then, or what did it by itself
  product_version text not null,
  size bigint,                              -- bytes of the file
  sha256 text,                              -- of the file, hexadecimal; null for one that was found
  rows bigint,
  pages bigint,                             -- of the journal
  progress real not null default 0,
  beat_at timestamptz not null,             -- last sign of life of whoever makes or rehearses it
  fault text,
  drill_state text constraint backup_drill_state_known check (drill_state in ('running', 'passed', 'failed')),
  drill_started_at timestamptz,
  drill_finished_at timestamptz,
  drill_faults text[] not null default '{}',
  drill_pages bigint,
  drill_transfers bigint,
  drill_audit_records bigint,
  constraint backup_finished check ((state = 'running') = (finished_at is null)),
  constraint backup_failed check ((state = 'failed') = (fault is not null)),
  constraint backup_drill_begun check ((drill_state is null) = (drill_started_at is null))
);
-- One at a time, on all servers together; and one drill.
create unique index backup_running_key on backup.backup ((true)) where state = 'running';
create unique index backup_drill_running_key on backup.backup ((true)) where drill_state = 'running';
create index backup_good_idx on backup.backup (started_at) where state = 'complete';

-- Up to when the schedules have been looked at.
create table backup.clock (
  one boolean not null default true constraint clock_pkey primary key constraint clock_one check (one),
  checked_at timestamptz not null
);

grant select, insert, update on backup.backup, backup.clock to tessera_app;

alter table backup.backup enable row level security;
alter table backup.backup force row level security;
create policy backup_read on backup.backup for select using ((select platform.is_operator() or platform.is_system()));
create policy backup_entered on backup.backup for insert with check ((select platform.is_operator() or platform.is_system()));
create policy backup_changed on backup.backup for update using ((select platform.is_operator() or platform.is_system()));
alter table backup.clock enable row level security;
alter table backup.clock force row level security;
create policy clock_of_system on backup.clock for all using ((select platform.is_system())) with check ((select platform.is_system()));

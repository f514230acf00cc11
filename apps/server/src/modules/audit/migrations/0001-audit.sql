create table audit.record (
  id uuid not null constraint record_pkey primary key,
  at timestamptz not null,
  actor_kind text not null constraint record_actor_kind_known check (actor_kind in ('anonymous', 'system', 'staff', 'member', 'terminal')),
  actor_id uuid,                            -- of the staff, member or terminal; null for the system and for nobody
  actor_name text not null,                 -- as it was then
  action text not null,                     -- module.verb
  target_kind text not null,
  target_id text,
  outcome text not null constraint record_outcome_known check (outcome in ('done', 'refused')),
  before jsonb,
  after jsonb,
  request_id text not null,
  address text,                             -- where the request came from
  constraint record_actor_id_of_kind check ((actor_kind in ('staff', 'member', 'terminal')) = (actor_id is not null))
);
create index record_target_idx on audit.record (target_id, id);
create index record_action_idx on audit.record (action collate "C", id);
create index record_request_idx on audit.record (request_id);
create index record_actor_name_idx on audit.record (actor_name collate "C");

grant select, insert on audit.record to tessera_app;

alter table audit.record enable row level security;
alter table audit.record force row level security;
create policy record_written_by_anyone on audit.record for insert with check (true);
create policy record_read_by_operator on audit.record for select
  using ((select platform.is_operator() or platform.is_system()));

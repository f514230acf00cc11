-- Requests that failed through a fault of ours, by the number that people read out. Kept for a month, and apart from the audit log: a fault is no act.
create table audit.fault (
  id uuid not null constraint fault_pkey primary key,
  at timestamptz not null,
  request_id text not null constraint fault_request_id_length check (length(request_id) <= 80),
  route text not null,                      -- method and path as the contract has it, never the ids in it
  actor_kind text not null constraint fault_actor_kind_known check (actor_kind in ('anonymous', 'system', 'staff', 'member', 'terminal')),
  actor_name text not null,                 -- members and terminals by their ids
  error_name text not null constraint fault_error_name_length check (length(error_name) <= 80),
  error_code text constraint fault_error_code_length check (length(error_code) <= 80),
  place text constraint fault_place_length check (length(place) <= 200)
);
create index fault_at_idx on audit.fault (at);

grant select, insert, delete on audit.fault to tessera_app;

alter table audit.fault enable row level security;
alter table audit.fault force row level security;
create policy fault_read on audit.fault for select using ((select platform.is_operator() or platform.is_system()));
create policy fault_written_by_system on audit.fault for insert with check ((select platform.is_system()));
create policy fault_forgotten_by_system on audit.fault for delete using ((select platform.is_system()));

-- The rows that are there already are read below, which row-level security allows to the system only.
select set_config('app.actor_kind', 'system', true);

-- More of who acted, as it was then; and reads, which are a third outcome.
alter table audit.record
  add column organization_id uuid,            -- of the actor
  add column department_id uuid,
  add column role text,
  add column session_id text,
  add column user_agent text,
  drop constraint record_outcome_known,
  add constraint record_outcome_known check (outcome in ('done', 'refused', 'read')),
  add constraint record_user_agent_bounded check (length(user_agent) <= 300);

-- Every filter is an index in the order of the list, so that a page is read off its end. The collation "C" of the former ones fits prefixes only.
drop index audit.record_action_idx, audit.record_request_idx, audit.record_actor_name_idx;
create index record_action_idx on audit.record (action, id);
create index record_request_idx on audit.record (request_id, id);
create index record_actor_name_idx on audit.record (actor_name, id);
create index record_actor_idx on audit.record (actor_id, id) where actor_id is not null;
create index record_organization_idx on audit.record (organization_id, id) where organization_id is not null;
create index record_address_idx on audit.record (address, id) where address is not null;
create index record_target_kind_idx on audit.record (target_kind, id);
create index record_outcome_idx on audit.record (outcome, id) where outcome <> 'done';

-- Only the pruning function deletes, as the owner and on behalf of the system; the application's role has no right to.
create policy record_pruned_by_system on audit.record for delete using ((select platform.is_system()));

-- Records that no seal vouches for yet. A trigger writes them in the transaction of the record, so whichever commits is found here
-- afterwards, however late: nothing is sought by a position that a slow transaction could fall behind.
create table audit.pending (
  record_id uuid not null constraint pending_pkey primary key
);

-- The chain: one link per record, in the order of sealing.
create table audit.seal (
  seq bigint not null constraint seal_pkey primary key constraint seal_seq_positive check (seq > 0),
  record_id uuid not null constraint seal_record_unique unique,
  sealed_at timestamptz not null,
  content bytea not null,                     -- sha256 of the record
  previous bytea not null,                    -- hash of the link before
  hash bytea not null                         -- sha256 of the four above
);

-- The end of the chain. Its row is the lock of those who seal and prune; nobody else waits for it.
create table audit.head (
  is_only boolean not null default true constraint head_pkey primary key constraint head_only check (is_only),
  seq bigint not null,
  hash bytea not null
);
insert into audit.head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

-- What was pruned: a stretch from the beginning of the chain, with the hash that the rest goes on from. Chained as well.
create table audit.tombstone (
  last_seq bigint not null constraint tombstone_pkey primary key,
  first_seq bigint not null,
  pruned_at timestamptz not null,
  before timestamptz not null,                -- every pruned record was made and sealed before
  link bytea not null,                        -- hash of the last link that was pruned
  hash bytea not null,                        -- sha256 of all these and of the tombstone before
  constraint tombstone_ordered check (first_seq <= last_seq),
  constraint tombstone_half_a_year check (before <= pruned_at - interval '180 days')
);

-- The actors' names and the actions that occur, for searching by a part of them.
create table audit.word (
  kind text not null constraint word_kind_known check (kind in ('actor', 'action')),
  word text not null,
  constraint word_pkey primary key (kind, word)
);

-- A walk over the whole chain, with how far it is.
create table audit.verification (
  id uuid not null constraint verification_pkey primary key,
  started_at timestamptz not null,
  started_by text not null,
  state text not null constraint verification_state_known check (state in ('running', 'sound', 'broken')),
  anchor_seq bigint,                          -- a head that was kept outside
  anchor_hash bytea,
  phase text not null constraint verification_phase_known check (phase in ('chain', 'records')),
  position_seq bigint not null,
  position_hash bytea not null,
  position_record uuid,
  expected bigint not null,                   -- links and records to look at, as counted at the start
  checked bigint not null,
  fault text,
  fault_seq bigint,
  fault_record uuid,
  finished_at timestamptz,
  constraint verification_anchor_whole check ((anchor_seq is null) = (anchor_hash is null)),
  constraint verification_fault_of_broken check ((state = 'broken') = (fault is not null)),
  constraint verification_finished check ((state = 'running') = (finished_at is null))
);
create unique index verification_running_idx on audit.verification (state) where state = 'running';

insert into audit.pending (record_id) select id from audit.record;

grant select on audit.pending, audit.seal, audit.head, audit.tombstone, audit.word to tessera_app;
grant select, insert, update on audit.verification to tessera_app;

alter table audit.pending enable row level security;
alter table audit.pending force row level security;
create policy pending_written_with_record on audit.pending for insert with check (true);
create policy pending_read on audit.pending for select using ((select platform.is_operator() or platform.is_system()));
create policy pending_sealed_by_system on audit.pending for delete using ((select platform.is_system()));

alter table audit.seal enable row level security;
alter table audit.seal force row level security;
create policy seal_read on audit.seal for select using ((select platform.is_operator() or platform.is_system()));
create policy seal_written_by_system on audit.seal for insert with check ((select platform.is_system()));
create policy seal_pruned_by_system on audit.seal for delete using ((select platform.is_system()));

alter table audit.head enable row level security;
alter table audit.head force row level security;
create policy head_read on audit.head for select using ((select platform.is_operator() or platform.is_system()));
create policy head_moved_by_system on audit.head for update using ((select platform.is_system()));

alter table audit.tombstone enable row level security;
alter table audit.tombstone force row level security;
create policy tombstone_read on audit.tombstone for select using ((select platform.is_operator() or platform.is_system()));
create policy tombstone_written_by_system on audit.tombstone for insert with check ((select platform.is_system()));

alter table audit.word enable row level security;
alter table audit.word force row level security;
create policy word_read on audit.word for select using ((select platform.is_operator() or platform.is_system()));
create policy word_written_by_system on audit.word for insert with check ((select platform.is_system()));

alter table audit.verification enable row level security;
alter table audit.verification force row level security;
create policy verification_read on audit.verification for select using ((select platform.is_operator() or platform.is_system()));
create policy verification_written on audit.verification for insert with check ((select platform.is_operator() or platform.is_system()));
create policy verification_carried_on on audit.verification for update using ((select platform.is_system()));

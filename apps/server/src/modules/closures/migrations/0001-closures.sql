-- Members who leave: their wallets are paid out and closed, in rounds of one or of thousands. The money itself goes by withdrawals.

grant usage on schema closures to tessera_app;

create table closures.round (
  id uuid not null constraint round_pkey primary key,
  state text not null constraint round_state_known check (state in ('looking', 'ready', 'waiting', 'running', 'done', 'refused')),
  reason text not null,
  made_by uuid not null,
  made_by_name text not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint round_checked_by_another check (decided_by is distinct from made_by or state = 'refused')
);
create index round_newest_idx on closures.round (id desc);

create table closures.closure (
  id uuid not null constraint closure_pkey primary key,
  round_id uuid not null constraint closure_round_fkey references closures.round (id),
  member_number text not null,               -- as it was chosen or typed
  member_id uuid constraint closure_member_fkey references members.member (id),
  state text not null default 'new' constraint closure_state_known
    check (state in ('new', 'blocked', 'ready', 'paying', 'payable', 'done', 'undone')),
  problem text,
  own_minor bigint not null default 0,
  source_minor bigint not null default 0,
  gift_minor bigint not null default 0,
  subsidy_minor bigint not null default 0,
  card_count int not null default 0,
  paid_minor bigint not null default 0,
  left_minor bigint not null default 0,
  finished_at timestamptz,
  constraint closure_blocked_has_problem check ((state = 'blocked') = (problem is not null)),
  constraint closure_known_member check (member_id is not null or state in ('new', 'blocked'))
);
create index closure_round_idx on closures.closure (round_id, id);
create index closure_todo_idx on closures.closure (round_id, id) where state in ('new', 'ready');
create unique index closure_under_way_key on closures.closure (member_id) where state in ('paying', 'payable');
create index closure_member_idx on closures.closure (member_id);

grant select, insert on closures.round, closures.closure to tessera_app;
grant update (state, decided_by, decided_by_name, decided_at, finished_at) on closures.round to tessera_app;
grant update (member_id, state, problem, own_minor, source_minor, gift_minor, subsidy_minor, card_count, paid_minor, left_minor, finished_at)
  on closures.closure to tessera_app;

alter table closures.round enable row level security;
alter table closures.round force row level security;
create policy round_visible on closures.round using ((select platform.is_operator() or platform.is_system()));

alter table closures.closure enable row level security;
alter table closures.closure force row level security;
create policy closure_visible on closures.closure using ((select platform.is_operator() or platform.is_system()));
create policy closure_in_scope on closures.closure as restrictive using (
  (select platform.actor_departments() is null) or member_id is null or member_id in (select members.in_scope())
);

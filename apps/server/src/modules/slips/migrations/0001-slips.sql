-- What was written on paper while the network was down: keyed by one person, confirmed by another, charged once.
create table slips.slip (
  id uuid not null constraint slip_pkey primary key,          -- also the key of its charge
  merchant_id uuid not null,
  slip_number text collate "C" not null,
  member_id uuid not null constraint slip_member_fkey references members.member (id),
  amount_minor bigint not null constraint slip_amount_positive check (amount_minor > 0),
  paid_on date not null,
  state text not null default 'waiting' constraint slip_state_known check (state in ('waiting', 'posted', 'refused')),
  keyed_by uuid not null,
  keyed_by_name text not null,
  keyed_at timestamptz not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  reason text,
  constraint slip_decision_whole check ((state = 'waiting') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint slip_confirmed_by_another check (state <> 'posted' or decided_by <> keyed_by),
  constraint slip_refused_with_reason check ((state = 'refused') = (reason is not null))
);
-- A slip number counts once at its merchant, whatever the case of its letters; one that was put aside may be keyed again.
create unique index slip_number_once_key on slips.slip (merchant_id, lower(slip_number)) where state <> 'refused';
create index slip_newest_idx on slips.slip (keyed_at desc, id desc);
create index slip_waiting_idx on slips.slip (keyed_at desc, id desc) where state = 'waiting';
create index slip_member_idx on slips.slip (member_id);

grant usage on schema slips to tessera_app;
grant select, insert on slips.slip to tessera_app;
grant update (state, decided_by, decided_by_name, decided_at, reason) on slips.slip to tessera_app;

alter table slips.slip enable row level security;
alter table slips.slip force row level security;
create policy slip_visible on slips.slip using ((select platform.is_operator() or platform.is_system()));
create policy slip_in_scope on slips.slip as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);

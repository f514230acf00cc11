-- Money out of wallets: what was asked for, and the parts in which it goes. The money itself lies in the ledger, kept back by holds.

grant usage on schema funding to tessera_app;

create table funding.withdrawal (
  id uuid not null constraint withdrawal_pkey primary key,
  member_id uuid not null constraint withdrawal_member_fkey references members.member (id),
  amount_minor bigint not null constraint withdrawal_amount_positive check (amount_minor > 0),
  paid_minor bigint not null default 0,
  way text not null constraint withdrawal_way_known check (way in ('source', 'cash')),
  state text not null constraint withdrawal_state_known
    check (state in ('waiting', 'approved', 'paying', 'done', 'partly', 'failed', 'refused', 'cancelled')),
  reason text not null,
  made_by uuid,                              -- of staff; null: the member
  made_by_name text,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  note text,                                 -- why it was refused
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint withdrawal_paid_within check (paid_minor between 0 and amount_minor),
  constraint withdrawal_checked_by_another check (decided_by is distinct from made_by or made_by is null or state = 'refused')
);
create index withdrawal_member_idx on funding.withdrawal (member_id, id desc);
create index withdrawal_open_idx on funding.withdrawal (id) where state in ('waiting', 'approved', 'paying');

-- Its id is the hold's in the ledger and the refund's at the channel.
create table funding.withdrawal_part (
  id uuid not null constraint withdrawal_part_pkey primary key,
  withdrawal_id uuid not null constraint withdrawal_part_withdrawal_fkey references funding.withdrawal (id),
  order_id uuid,                             -- the top-up that it gives back; null for cash
  channel text not null,
  amount_minor bigint not null constraint withdrawal_part_amount_positive check (amount_minor > 0),
  state text not null constraint withdrawal_part_state_known check (state in ('held', 'asked', 'paid', 'released')),
  capture_id uuid not null,                  -- the transfer that takes the money out, once it has gone
  settled_at timestamptz,
  constraint withdrawal_part_cash_has_no_order check ((order_id is null) = (channel = 'cash'))
);
create index withdrawal_part_withdrawal_idx on funding.withdrawal_part (withdrawal_id, id);
create index withdrawal_part_order_idx on funding.withdrawal_part (order_id) where state = 'held';

grant select, insert on funding.withdrawal, funding.withdrawal_part to tessera_app;
grant update (state, paid_minor, decided_by, decided_by_name, decided_at, note, finished_at) on funding.withdrawal to tessera_app;
grant update (state, settled_at) on funding.withdrawal_part to tessera_app;

alter table funding.withdrawal enable row level security;
alter table funding.withdrawal force row level security;
create policy withdrawal_visible on funding.withdrawal using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy withdrawal_in_scope on funding.withdrawal as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);

alter table funding.withdrawal_part enable row level security;
alter table funding.withdrawal_part force row level security;
create policy withdrawal_part_of_withdrawal on funding.withdrawal_part using (exists (select from funding.withdrawal w where w.id = withdrawal_id));

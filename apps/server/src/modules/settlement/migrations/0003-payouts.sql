-- What merchants are owed of closed months, paid out by the bank.
alter table settlement.account drop constraint account_name_known;
alter table settlement.account add constraint account_name_known check (name in ('revenue', 'cost', 'own', 'receivable', 'clearing'));

-- Made by one person, released by another.
create table settlement.payout_batch (
  id uuid not null constraint payout_batch_pkey primary key,
  number text not null constraint payout_batch_number_key unique,
  state text not null constraint payout_batch_state_known check (state in ('drafted', 'released', 'finished', 'cancelled')),
  payout_count int not null constraint payout_batch_of_some check (payout_count > 0),
  amount_minor bigint not null constraint payout_batch_amount_positive check (amount_minor > 0),
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  released_by uuid,
  released_by_name text,
  released_at timestamptz,
  cancelled_by_name text,
  cancelled_at timestamptz,
  taken_by_name text,                           -- who took the file for the bank last
  taken_at timestamptz,
  constraint payout_batch_two_people check (released_by <> made_by),
  constraint payout_batch_released_whole check (
    (state in ('released', 'finished')) = (released_at is not null) and (released_at is null) = (released_by is null)
  ),
  constraint payout_batch_cancelled_whole check ((state = 'cancelled') = (cancelled_at is not null)),
  constraint payout_batch_taken_released check (taken_at is null or released_at is not null)
);
create index payout_batch_state_idx on settlement.payout_batch (state, id desc);

-- One sum to one merchant. Its id is the key of the transfer that it becomes.
create table settlement.payout (
  id uuid not null constraint payout_pkey primary key,
  batch_id uuid not null constraint payout_batch_fkey references settlement.payout_batch (id),
  reference text not null constraint payout_reference_key unique,
  merchant_id uuid not null,
  contract_id uuid not null,                    -- whose account is paid to
  holder text not null,
  bank text not null,
  account_tail text not null,
  amount_minor bigint not null constraint payout_amount_positive check (amount_minor > 0),
  state text not null constraint payout_state_known check (state in ('drafted', 'sent', 'paid', 'refused', 'returned', 'dropped')),
  reason text,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  constraint payout_decided_whole check (
    (state in ('paid', 'refused', 'returned')) = (decided_at is not null) and (decided_at is null) = (decided_by is null)
  ),
  constraint payout_one_for_a_merchant unique (batch_id, merchant_id)
);
create index payout_batch_idx on settlement.payout (batch_id, id desc);
create index payout_merchant_idx on settlement.payout (merchant_id, id desc);

-- Which payables a pay-out is the sum of. A payable is in one that lives at most.
create table settlement.payout_part (
  payout_id uuid not null constraint payout_part_payout_fkey references settlement.payout (id),
  payable_id uuid not null constraint payout_part_payable_fkey references settlement.payable (id),
  amount_minor bigint not null,
  is_live boolean not null,                     -- false once it was refused, came back, or was dropped
  constraint payout_part_pkey primary key (payout_id, payable_id)
);
create unique index payout_part_once on settlement.payout_part (payable_id) where is_live;
create index payout_part_payable_idx on settlement.payout_part (payable_id, payout_id desc);

create function settlement.keep_payout_forward() returns trigger language plpgsql as $$
begin
  if old.state <> new.state and (old.state, new.state) not in (
    ('drafted', 'sent'), ('drafted', 'dropped'), ('sent', 'paid'), ('sent', 'refused'), ('paid', 'returned')
  ) then
    raise exception 'a pay-out that is % does not become %', old.state, new.state using errcode = 'check_violation', constraint = 'payout_forward';
  end if;
  return new;
end $$;
create trigger payout_goes_forward before update on settlement.payout for each row execute function settlement.keep_payout_forward();

create function settlement.keep_batch_forward() returns trigger language plpgsql as $$
begin
  if old.state <> new.state and (old.state, new.state) not in (('drafted', 'released'), ('drafted', 'cancelled'), ('released', 'finished')) then
    raise exception 'a batch that is % does not become %', old.state, new.state using errcode = 'check_violation', constraint = 'payout_forward';
  end if;
  return new;
end $$;
create trigger payout_batch_goes_forward before update on settlement.payout_batch for each row execute function settlement.keep_batch_forward();

create function settlement.keep_part_freed() returns trigger language plpgsql as $$
begin
  if new.is_live and not old.is_live then
    raise exception 'what was freed is paid by another pay-out' using errcode = 'check_violation', constraint = 'payout_forward';
  end if;
  return new;
end $$;
create trigger payout_part_stays_freed before update on settlement.payout_part for each row execute function settlement.keep_part_freed();

grant select, insert on settlement.payout_batch, settlement.payout, settlement.payout_part to tessera_app;
grant update (state, released_by, released_by_name, released_at, cancelled_by_name, cancelled_at, taken_by_name, taken_at)
  on settlement.payout_batch to tessera_app;
grant update (state, reason, decided_by, decided_by_name, decided_at) on settlement.payout to tessera_app;
grant update (is_live) on settlement.payout_part to tessera_app;

alter table settlement.payout_batch enable row level security;
alter table settlement.payout_batch force row level security;
create policy payout_batch_of_operator on settlement.payout_batch using ((select platform.is_operator() or platform.is_system()));

-- A merchant sees its own from the moment the batch is released.
alter table settlement.payout enable row level security;
alter table settlement.payout force row level security;
create policy payout_of_operator on settlement.payout using ((select platform.is_operator() or platform.is_system()));
create policy payout_read on settlement.payout for select using (
  merchant_id = (select platform.staff_organization()) and state in ('sent', 'paid', 'refused', 'returned')
);

alter table settlement.payout_part enable row level security;
alter table settlement.payout_part force row level security;
create policy payout_part_of_operator on settlement.payout_part using ((select platform.is_operator() or platform.is_system()));
create policy payout_part_read on settlement.payout_part for select using (
  exists (select from settlement.payout o where o.id = payout_id and o.merchant_id = (select platform.staff_organization()))
);

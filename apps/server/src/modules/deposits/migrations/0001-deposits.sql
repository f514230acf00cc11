-- What issuers have paid in advance: the deposit of each, the transfer slips behind it, and its statement.
grant usage on schema deposits to tessera_app;

create table deposits.deposit (
  issuer_id uuid not null constraint deposit_pkey primary key constraint deposit_issuer_fkey references organizations.organization (id),
  account_id bigint not null,
  billed_before_minor bigint not null,          -- bills that were issued before it was opened: they are paid as they were before
  low_minor bigint not null constraint deposit_low_not_negative check (low_minor >= 0),
  low_since timestamptz,                        -- since when less than that is left
  opened_at timestamptz not null
);

-- Entered by one person, decided by another.
create table deposits.slip (
  id uuid not null constraint slip_pkey primary key,
  issuer_id uuid not null constraint slip_issuer_fkey references deposits.deposit (issuer_id),
  amount_minor bigint not null constraint slip_amount_positive check (amount_minor > 0),
  reference text not null,
  paid_on date not null,
  note text not null,
  state text not null default 'entered' constraint slip_state_known check (state in ('entered', 'confirmed', 'refused')),
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  reason text,
  constraint slip_two_people check (decided_by is null or decided_by <> entered_by),
  constraint slip_decided_whole check ((state = 'entered') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint slip_refused_has_reason check ((state = 'refused') = (reason is not null))
);
create index slip_issuer_idx on deposits.slip (issuer_id, id desc);
-- A slip that was refused may be entered again.
create unique index slip_reference_key on deposits.slip (issuer_id, lower(reference)) where state <> 'refused';

-- The statement: every movement with the balance after it.
create table deposits.line (
  id uuid not null constraint line_pkey primary key,           -- of the slip or of the bill
  issuer_id uuid not null constraint line_issuer_fkey references deposits.deposit (issuer_id),
  ordinal bigint not null,                                     -- counts the lines of one deposit
  kind text not null constraint line_kind_known check (kind in ('deposit', 'bill')),
  reference text not null,
  business_on date not null,
  at timestamptz not null,
  amount_minor bigint not null,
  balance_minor bigint not null,
  constraint line_ordinal_key unique (issuer_id, ordinal),
  constraint line_sign check (kind <> 'deposit' or amount_minor > 0)
);

grant select, insert on deposits.deposit, deposits.slip, deposits.line to tessera_app;
grant update (low_minor, low_since) on deposits.deposit to tessera_app;
grant update (state, decided_by, decided_by_name, decided_at, reason) on deposits.slip to tessera_app;

-- An issuer reads its own deposit and its statement; slips are between the operator's people.
alter table deposits.deposit enable row level security;
alter table deposits.deposit force row level security;
create policy deposit_of_operator on deposits.deposit using ((select platform.is_operator() or platform.is_system()));
create policy deposit_read on deposits.deposit for select using (issuer_id = (select platform.staff_organization()));

alter table deposits.slip enable row level security;
alter table deposits.slip force row level security;
create policy slip_of_operator on deposits.slip using ((select platform.is_operator() or platform.is_system()));

alter table deposits.line enable row level security;
alter table deposits.line force row level security;
create policy line_read on deposits.line for select using (
  (select platform.is_operator() or platform.is_system()) or issuer_id = (select platform.staff_organization())
);
create policy line_write on deposits.line for insert with check ((select platform.is_operator() or platform.is_system()));

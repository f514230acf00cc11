-- The books of services that were paid with points: what issuers owe for them, and what merchants are owed.

-- Accounts of the ledger: the operator's own by name, and those of each issuer.
create table settlement.account (
  name text not null constraint account_name_known check (name in ('revenue', 'cost', 'own', 'receivable')),
  party_id uuid,                                -- the issuer; null where it is the operator's
  account_id bigint not null,
  opened_at timestamptz not null,
  constraint account_key unique nulls not distinct (name, party_id),
  constraint account_party_fits check ((name = 'receivable') = (party_id is not null))
);

-- A month that takes no accrual any more. Months that are open have no row.
create table settlement.period (
  first_on date not null constraint period_pkey primary key,
  last_on date not null constraint period_last_key unique,
  state text not null constraint period_state_known check (state in ('closing', 'summed', 'closed')),
  cut_by uuid not null,
  cut_by_name text not null,
  cut_at timestamptz not null,
  summed_on date,                               -- the last day that is summed; null before the first one
  summed_at timestamptz,
  bills_minor bigint,
  payables_minor bigint,
  margin_minor bigint,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamptz,
  constraint period_whole_month check (first_on = date_trunc('month', first_on) and last_on = first_on + interval '1 month' - interval '1 day'),
  constraint period_summed_whole check ((state = 'closing') = (summed_at is null) and (summed_at is null) = (margin_minor is null)),
  constraint period_margin_exact check (bills_minor - payables_minor = margin_minor),
  constraint period_approved_whole check ((state = 'closed') = (approved_by is not null) and (approved_by is null) = (approved_at is null)),
  constraint period_two_people check (approved_by <> cut_by)
);

-- One redemption, or what was taken back of one, seen from the merchant's side. A reversal's figures are negative.
create table settlement.accrual (
  id uuid not null constraint accrual_pkey primary key,
  kind text not null constraint accrual_kind_known check (kind in ('redemption', 'reversal')),
  reverses uuid constraint accrual_reverses_fkey references settlement.accrual (id),
  occurred_at timestamptz not null,
  business_on date not null,
  counted_on date not null,                     -- the business day, or the first day after what is closed
  member_id uuid not null,
  merchant_id uuid not null,
  shop_id uuid,
  item_id uuid not null,
  category_id uuid not null,
  quantity int not null,
  agreed_minor bigint not null,
  cash_minor bigint not null,
  constraint accrual_reversal_of_something check ((kind = 'reversal') = (reverses is not null)),
  constraint accrual_signs check (
    (kind = 'redemption' and quantity > 0 and agreed_minor >= 0 and cash_minor >= 0)
    or (kind = 'reversal' and quantity <= 0 and agreed_minor <= 0 and cash_minor <= 0)
  ),
  constraint accrual_not_before_its_day check (counted_on >= business_on)
);
create index accrual_sum_idx on settlement.accrual (counted_on, merchant_id) include (quantity, agreed_minor, cash_minor);
create index accrual_merchant_idx on settlement.accrual (merchant_id, counted_on, id);
create index accrual_member_idx on settlement.accrual (member_id, id);
create index accrual_reverses_idx on settlement.accrual (reverses) where reverses is not null;

-- The part of an accrual that the points of one programme bear, seen from the issuer's side; it says nothing of what the merchant is paid.
create table settlement.share (
  accrual_id uuid not null constraint share_accrual_fkey references settlement.accrual (id),
  programme_id uuid not null,
  issuer_id uuid,                               -- null: a programme of the operator's own
  kind text not null,
  occurred_at timestamptz not null,
  counted_on date not null,
  member_id uuid not null,
  merchant_id uuid not null,
  item_id uuid not null,
  points bigint not null,
  price_minor bigint not null,                  -- what the issuer pays for these points
  constraint share_pkey primary key (accrual_id, programme_id),
  constraint share_signs check (
    (kind = 'redemption' and points > 0 and price_minor >= 0) or (kind = 'reversal' and points < 0 and price_minor <= 0)
  )
);
create index share_sum_idx on settlement.share (counted_on, issuer_id, programme_id) include (points, price_minor);
create index share_issuer_idx on settlement.share (issuer_id, counted_on, accrual_id);
create index share_member_idx on settlement.share (member_id, accrual_id);

-- What is cut takes nothing more, whoever writes it.
create function settlement.keep_cut_period() returns trigger language plpgsql as $$
begin
  if exists (select from settlement.period p where p.last_on >= new.counted_on) then
    raise exception 'the period of % takes no accrual any more', new.counted_on using errcode = 'check_violation', constraint = 'period_cut';
  end if;
  return new;
end $$;
create trigger accrual_of_open_period before insert on settlement.accrual for each row execute function settlement.keep_cut_period();
create trigger share_of_open_period before insert on settlement.share for each row execute function settlement.keep_cut_period();

create function settlement.keep_closed_period() returns trigger language plpgsql as $$
begin
  if old.state = 'closed' or (old.state = 'summed' and new.state = 'closing') then
    raise exception 'the period of % is closed', old.first_on using errcode = 'check_violation', constraint = 'period_closed';
  end if;
  return new;
end $$;
create trigger period_goes_forward before update on settlement.period for each row execute function settlement.keep_closed_period();

grant usage on schema settlement to tessera_app;
grant select, insert on settlement.account, settlement.period, settlement.accrual, settlement.share to tessera_app;
grant update (state, summed_on, summed_at, bills_minor, payables_minor, margin_minor, approved_by, approved_by_name, approved_at)
  on settlement.period to tessera_app;

alter table settlement.account enable row level security;
alter table settlement.account force row level security;
create policy account_of_operator on settlement.account using ((select platform.is_operator() or platform.is_system()));

alter table settlement.period enable row level security;
alter table settlement.period force row level security;
create policy period_of_operator on settlement.period using ((select platform.is_operator() or platform.is_system()));

-- A merchant sees what it served; what issuers pay for it lies elsewhere.
alter table settlement.accrual enable row level security;
alter table settlement.accrual force row level security;
create policy accrual_read on settlement.accrual for select using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.staff_organization())
);
create policy accrual_write on settlement.accrual for insert with check ((select platform.is_system()));
create policy accrual_in_scope on settlement.accrual as restrictive for select using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table settlement.share enable row level security;
alter table settlement.share force row level security;
create policy share_read on settlement.share for select using (
  (select platform.is_operator() or platform.is_system()) or issuer_id = (select platform.staff_organization())
);
create policy share_write on settlement.share for insert with check ((select platform.is_system()));
create policy share_in_scope on settlement.share as restrictive for select using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

-- What a month comes to: summed day by day while it is closing, then billed and owed.
create table settlement.issuer_day (
  counted_on date not null,
  issuer_id uuid,
  programme_id uuid not null,
  accrual_count bigint not null,
  points bigint not null,
  amount_minor bigint not null,
  constraint issuer_day_key unique nulls not distinct (counted_on, issuer_id, programme_id)
);
create table settlement.merchant_day (
  counted_on date not null,
  merchant_id uuid not null,
  accrual_count bigint not null,
  quantity bigint not null,
  agreed_minor bigint not null,
  cash_minor bigint not null,
  constraint merchant_day_pkey primary key (counted_on, merchant_id)
);
create index merchant_day_merchant_idx on settlement.merchant_day (merchant_id, counted_on);

create table settlement.bill (
  id uuid not null constraint bill_pkey primary key,
  first_on date not null constraint bill_period_fkey references settlement.period (first_on),
  issuer_id uuid,
  accrual_count bigint not null,
  points bigint not null,
  amount_minor bigint not null,
  issued_at timestamptz,                        -- when the month was closed
  constraint bill_key unique nulls not distinct (first_on, issuer_id)
);
create table settlement.payable (
  id uuid not null constraint payable_pkey primary key,
  first_on date not null constraint payable_period_fkey references settlement.period (first_on),
  merchant_id uuid not null,
  accrual_count bigint not null,
  quantity bigint not null,
  agreed_minor bigint not null,
  cash_minor bigint not null,
  issued_at timestamptz,
  constraint payable_key unique (first_on, merchant_id)
);
create index bill_issuer_idx on settlement.bill (issuer_id, id desc);
create index payable_merchant_idx on settlement.payable (merchant_id, id desc);

-- Sums are written while a month is closing, and at no other time.
create function settlement.keep_summed_period() returns trigger language plpgsql as $$
declare
  of_day date := coalesce(to_jsonb(new) ->> 'counted_on', to_jsonb(new) ->> 'first_on')::date;
begin
  -- Others are refused by the policies behind this.
  if (platform.is_operator() or platform.is_system())
    and not exists (select from settlement.period p where p.first_on = date_trunc('month', of_day)::date and p.state = 'closing') then
    raise exception 'the period of % is not closing', of_day using errcode = 'check_violation', constraint = 'period_closed';
  end if;
  return new;
end $$;
create trigger issuer_day_of_closing_period before insert on settlement.issuer_day for each row execute function settlement.keep_summed_period();
create trigger merchant_day_of_closing_period before insert on settlement.merchant_day for each row execute function settlement.keep_summed_period();
create trigger bill_of_closing_period before insert on settlement.bill for each row execute function settlement.keep_summed_period();
create trigger payable_of_closing_period before insert on settlement.payable for each row execute function settlement.keep_summed_period();

create function settlement.keep_issued() returns trigger language plpgsql as $$
begin
  if old.issued_at is not null then
    raise exception 'what was issued stays as it is' using errcode = 'check_violation', constraint = 'period_closed';
  end if;
  return new;
end $$;
create trigger bill_stays before update on settlement.bill for each row execute function settlement.keep_issued();
create trigger payable_stays before update on settlement.payable for each row execute function settlement.keep_issued();

grant select, insert on settlement.issuer_day, settlement.merchant_day, settlement.bill, settlement.payable to tessera_app;
grant update (issued_at) on settlement.bill, settlement.payable to tessera_app;

alter table settlement.issuer_day enable row level security;
alter table settlement.issuer_day force row level security;
create policy issuer_day_visible on settlement.issuer_day using ((select platform.is_operator() or platform.is_system()));
create policy issuer_day_read on settlement.issuer_day for select using (issuer_id = (select platform.staff_organization()));

alter table settlement.merchant_day enable row level security;
alter table settlement.merchant_day force row level security;
create policy merchant_day_visible on settlement.merchant_day using ((select platform.is_operator() or platform.is_system()));
create policy merchant_day_read on settlement.merchant_day for select using (merchant_id = (select platform.staff_organization()));

-- A bill is its issuer's from the moment it is issued, a payable its merchant's.
alter table settlement.bill enable row level security;
alter table settlement.bill force row level security;
create policy bill_visible on settlement.bill using ((select platform.is_operator() or platform.is_system()));
create policy bill_read on settlement.bill for select using (issuer_id = (select platform.staff_organization()) and issued_at is not null);

alter table settlement.payable enable row level security;
alter table settlement.payable force row level security;
create policy payable_visible on settlement.payable using ((select platform.is_operator() or platform.is_system()));
create policy payable_read on settlement.payable for select using (merchant_id = (select platform.staff_organization()) and issued_at is not null);

-- As before, for whoever may write at all: others are refused by the policies behind this.
create or replace function settlement.keep_cut_period() returns trigger language plpgsql as $$
begin
  if platform.is_system() and exists (select from settlement.period p where p.last_on >= new.counted_on) then
    raise exception 'the period of % takes no accrual any more', new.counted_on using errcode = 'check_violation', constraint = 'period_cut';
  end if;
  return new;
end $$;

-- What merchants took in money: each payment as settlement counts it, what a span of days comes to, and what of it is paid out.
alter table settlement.account drop constraint account_name_known;
alter table settlement.account add constraint account_name_known
  check (name in ('revenue', 'cost', 'own', 'receivable', 'clearing', 'commission'));

-- One payment at a merchant, or what went back of one, from the ledger's journal. What leaves the merchant is negative.
create table settlement.taking (
  id uuid not null constraint taking_pkey primary key,
  merchant_id uuid not null,
  kind text not null constraint taking_kind_known check (kind in ('payment', 'refund', 'sale', 'sale_refund', 'other')),
  original_id uuid,                             -- what a refund gives back, where the books say so
  occurred_at timestamptz not null,
  business_on date not null,
  counted_on date not null,                     -- the business day, or the first day after all of the merchant that is settled
  amount_minor bigint not null constraint taking_of_something check (amount_minor <> 0),
  commission_bps int not null constraint taking_rate_sane check (commission_bps between 0 and 10000),
  commission_minor bigint not null,
  constraint taking_payment_positive check (kind not in ('payment', 'sale') or amount_minor > 0),
  constraint taking_commission_within check (commission_minor = 0 or (sign(commission_minor) = sign(amount_minor) and abs(commission_minor) <= abs(amount_minor))),
  constraint taking_not_before_its_day check (counted_on >= business_on)
);
create index taking_merchant_idx on settlement.taking (merchant_id, counted_on, id) include (kind, amount_minor, commission_minor);
create index taking_original_idx on settlement.taking (original_id) where original_id is not null;

-- Written with the statement that they belong to.
create table settlement.takings_day (
  merchant_id uuid not null,
  counted_on date not null,
  payment_count bigint not null,
  gross_minor bigint not null,
  refund_count bigint not null,
  refunds_minor bigint not null,
  other_minor bigint not null,
  commission_minor bigint not null,
  constraint takings_day_pkey primary key (merchant_id, counted_on)
);

-- A span of days of one merchant that is settled for ever.
create table settlement.takings_statement (
  id uuid not null constraint takings_statement_pkey primary key,
  merchant_id uuid not null,
  first_on date not null,
  last_on date not null,
  due_on date not null,                         -- from then on it is paid out
  payment_count bigint not null,
  gross_minor bigint not null,
  refund_count bigint not null,
  refunds_minor bigint not null,
  other_minor bigint not null,
  commission_minor bigint not null,
  net_minor bigint not null,
  carried_minor bigint not null,                -- what earlier statements had left that could not be paid out
  issued_at timestamptz not null,
  constraint takings_statement_key unique (merchant_id, last_on),
  constraint takings_statement_span check (first_on <= last_on and due_on > last_on),
  constraint takings_statement_exact check (net_minor = gross_minor + refunds_minor + other_minor - commission_minor)
);
create index takings_statement_merchant_idx on settlement.takings_statement (merchant_id, id desc);

-- What is settled takes nothing more, whoever writes it.
create function settlement.keep_settled_span() returns trigger language plpgsql as $$
begin
  if platform.is_system() and exists (
    select from settlement.takings_statement s where s.merchant_id = new.merchant_id and s.last_on >= new.counted_on
  ) then
    raise exception 'the takings of % are settled', new.counted_on using errcode = 'check_violation', constraint = 'takings_settled';
  end if;
  return new;
end $$;
create trigger taking_of_open_span before insert on settlement.taking for each row execute function settlement.keep_settled_span();
create trigger takings_day_of_open_span before insert on settlement.takings_day for each row execute function settlement.keep_settled_span();

-- A pay-out is the sum of payables and of statements of takings.
alter table settlement.payout_part add column takings_statement_id uuid
  constraint payout_part_takings_fkey references settlement.takings_statement (id);
alter table settlement.payout_part drop constraint payout_part_pkey;
alter table settlement.payout_part alter column payable_id drop not null;
alter table settlement.payout_part add constraint payout_part_of_one check (num_nonnulls(payable_id, takings_statement_id) = 1);
create unique index payout_part_key on settlement.payout_part (payout_id, (coalesce(payable_id, takings_statement_id)));
create unique index payout_part_takings_once on settlement.payout_part (takings_statement_id) where is_live;
create index payout_part_takings_idx on settlement.payout_part (takings_statement_id, payout_id desc);

grant select, insert on settlement.taking, settlement.takings_day, settlement.takings_statement to tessera_app;

-- A merchant reads what is its own.
alter table settlement.taking enable row level security;
alter table settlement.taking force row level security;
create policy taking_read on settlement.taking for select using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.staff_organization())
);
create policy taking_write on settlement.taking for insert with check ((select platform.is_system()));

alter table settlement.takings_day enable row level security;
alter table settlement.takings_day force row level security;
create policy takings_day_read on settlement.takings_day for select using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.staff_organization())
);
create policy takings_day_write on settlement.takings_day for insert with check ((select platform.is_system()));

alter table settlement.takings_statement enable row level security;
alter table settlement.takings_statement force row level security;
create policy takings_statement_read on settlement.takings_statement for select using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.staff_organization())
);
create policy takings_statement_write on settlement.takings_statement for insert with check ((select platform.is_system()));

-- Sums by how it was paid or redeemed, by till and by category; what is paid past all wallets counts too, and has no member.
alter table reports.day_sum
  alter column member_kind drop not null,      -- null: nobody is known
  add column terminal_id uuid,
  add column way text not null default '',
  add column category_id uuid,                 -- of redemptions
  add column part_count int not null default 0,     -- redemptions that these points were a part of: one of two issuers counts for each
  add column worth_minor bigint not null default 0; -- money paid for what was redeemed; it is in the payments as well

-- The same by the hour of the day in the operator's time zone, with nothing but what a page can be narrowed by.
create table reports.hour_sum (
  business_on date not null,
  party_id uuid,
  merchant_id uuid not null,
  shop_id uuid,
  region text not null default '',
  department_id uuid,
  member_kind text,
  hour int not null constraint hour_sum_hour_known check (hour between 0 and 23),
  payment_count int not null default 0,
  paid_minor bigint not null default 0,
  refund_count int not null default 0,
  refunded_minor bigint not null default 0,
  redemption_count int not null default 0,
  points bigint not null default 0,
  worth_minor bigint not null default 0
);
create index hour_sum_party_idx on reports.hour_sum (party_id, business_on);
create index hour_sum_day_idx on reports.hour_sum (business_on);
grant select, insert, delete on reports.hour_sum to tessera_app;

alter table reports.hour_sum enable row level security;
alter table reports.hour_sum force row level security;
create policy hour_sum_read on reports.hour_sum for select using (
  (select platform.is_operator() or platform.is_system()) or party_id = (select platform.staff_organization())
);
create policy hour_sum_write on reports.hour_sum using ((select platform.is_system()));
create policy hour_sum_in_scope on reports.hour_sum as restrictive using (
  (select platform.actor_departments() is null) or department_id = any ((select platform.actor_departments())::uuid[])
);

-- Every day is made anew.
select set_config('app.actor_kind', 'system', true);
delete from reports.made_day;

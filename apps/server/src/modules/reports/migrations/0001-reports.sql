-- Sums of what was paid and redeemed, by day. Each row belongs to one party: the house (null), a merchant or an issuer, and says only what
-- that party may know. Made anew from the lists as often as they change, so nothing here is ever corrected by hand.
create table reports.day_sum (
  business_on date not null,
  party_id uuid,
  merchant_id uuid not null,
  shop_id uuid,
  region text not null default '',
  item_id uuid,                              -- of redemptions
  issuer_id uuid,                            -- of redemptions: whose points; null in a merchant's rows
  department_id uuid,                        -- of the member; null in a merchant's rows
  member_kind text not null,
  payment_count int not null default 0,
  paid_minor bigint not null default 0,
  refund_count int not null default 0,
  refunded_minor bigint not null default 0,
  redemption_count int not null default 0,
  points bigint not null default 0
);
create index day_sum_party_idx on reports.day_sum (party_id, business_on);
create index day_sum_day_idx on reports.day_sum (business_on);

-- How often and for how much each member came on a day, as each party knows it: money for the house and merchants, points for issuers.
create table reports.member_day (
  business_on date not null,
  party_id uuid,
  member_id uuid not null,
  visit_count int not null,
  amount bigint not null
);
create index member_day_party_idx on reports.member_day (party_id, business_on) include (member_id, visit_count, amount);
create index member_day_day_idx on reports.member_day (business_on);
create index member_day_member_idx on reports.member_day (member_id);

-- What a day was made from, so that a day which has changed since is found and made anew.
create table reports.made_day (
  business_on date not null constraint made_day_pkey primary key,
  mark text not null,
  made_at timestamptz not null
);

grant usage on schema reports to tessera_app;
grant select, insert, delete on reports.day_sum, reports.member_day to tessera_app;
grant select, insert, update, delete on reports.made_day to tessera_app;

-- The house's people see every party's rows, for they may ask for one merchant's; a party's people their own. Only the system writes.
alter table reports.day_sum enable row level security;
alter table reports.day_sum force row level security;
create policy day_sum_read on reports.day_sum for select using (
  (select platform.is_operator() or platform.is_system()) or party_id = (select platform.staff_organization())
);
create policy day_sum_write on reports.day_sum using ((select platform.is_system()));
create policy day_sum_in_scope on reports.day_sum as restrictive using (
  (select platform.actor_departments() is null) or department_id = any ((select platform.actor_departments())::uuid[])
);

alter table reports.member_day enable row level security;
alter table reports.member_day force row level security;
create policy member_day_read on reports.member_day for select using (
  (select platform.is_operator() or platform.is_system()) or party_id = (select platform.staff_organization())
);
create policy member_day_write on reports.member_day using ((select platform.is_system()));
create policy member_day_in_scope on reports.member_day as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table reports.made_day enable row level security;
alter table reports.made_day force row level security;
create policy made_day_read on reports.made_day for select using ((select platform.is_staff() or platform.is_system()));
create policy made_day_write on reports.made_day using ((select platform.is_system()));

-- Plans that pay for meals, who holds them, and the meals that were taken. The money itself lies in the ledger.

grant usage on schema mealplans to tessera_app;

create table mealplans.plan (
  id uuid not null constraint plan_pkey primary key,
  name_zh text not null,
  name_en text not null,
  search_name text collate "C" not null generated always as (lower(name_zh || ' ' || name_en)) stored,
  status text not null default 'open' constraint plan_status_known check (status in ('open', 'closed')),
  everywhere boolean not null,
  merchant_ids uuid[] not null default '{}',
  categories text[] not null default '{}',
  terminal_ids uuid[] not null default '{}',  -- none: all terminals of the merchants
  periods jsonb not null,                     -- [{period, from, until, worthMinor}]
  per_period int not null constraint plan_per_period_positive check (per_period > 0),
  per_day int constraint plan_per_day_positive check (per_day > 0),
  per_week int constraint plan_per_week_positive check (per_week > 0),
  price_minor bigint constraint plan_price_positive check (price_minor > 0),
  department_ids uuid[] not null default '{}',
  member_kinds text[] not null default '{}',
  term text not null constraint plan_term_known check (term in ('fixed', 'days')),
  term_from date,
  term_until date,
  term_days int,
  account_id bigint not null constraint plan_account_key unique,  -- a hot account: what was paid for the plan, less what its meals cost
  created_at timestamptz not null,
  constraint plan_name_key unique (search_name),
  constraint plan_pays_somewhere check (everywhere = (merchant_ids = '{}' and categories = '{}')),
  constraint plan_term_has_days check ((term = 'fixed') = (term_from is not null and term_until is not null) and (term = 'days') = (term_days is not null))
);

-- A plan in the hands of one member, for some days.
create table mealplans.holding (
  id uuid not null constraint holding_pkey primary key,
  plan_id uuid not null constraint holding_plan_fkey references mealplans.plan (id),
  wallet_id uuid not null constraint holding_wallet_fkey references wallets.wallet (id),
  member_id uuid not null constraint holding_member_fkey references members.member (id),
  valid_from date not null,
  valid_until date not null,
  source text not null constraint holding_source_known check (source in ('hand', 'audience', 'import', 'desk', 'app')),
  import_id uuid,
  price_minor bigint,
  payment_id uuid constraint holding_payment_key unique,  -- the transfer that paid for it
  refunded_minor bigint not null default 0,
  made_by uuid,
  made_by_name text,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_reason text,
  ended_by_name text,
  constraint holding_has_days check (valid_from <= valid_until),
  constraint holding_refund_within_price check (refunded_minor between 0 and coalesce(price_minor, 0))
);
create index holding_plan_idx on mealplans.holding (plan_id, id desc);
create index holding_member_idx on mealplans.holding (member_id, id desc);
create index holding_wallet_idx on mealplans.holding (wallet_id) where ended_at is null;
create index holding_import_idx on mealplans.holding (import_id) where import_id is not null;

-- One meal. Its id is the payment's.
create table mealplans.meal (
  id uuid not null constraint meal_pkey primary key,
  holding_id uuid not null constraint meal_holding_fkey references mealplans.holding (id),
  plan_id uuid not null,
  member_id uuid not null constraint meal_member_fkey references members.member (id),
  merchant_id uuid not null,
  terminal_id uuid not null,
  period text not null constraint meal_period_known check (period in ('breakfast', 'lunch', 'dinner', 'night')),
  meal_on date not null,                       -- the business day on which the period began
  worth_minor bigint not null,
  covered_minor bigint not null constraint meal_covers_within_worth check (covered_minor > 0 and covered_minor <= worth_minor),
  price_minor bigint not null,
  left_that_day int not null,
  returned_minor bigint not null default 0 constraint meal_returns_within_cover check (returned_minor between 0 and covered_minor),
  at timestamptz not null,
  returned_at timestamptz                      -- all of it was given back: it counts no more
);
create index meal_holding_idx on mealplans.meal (holding_id, meal_on) where returned_at is null;
create index meal_member_idx on mealplans.meal (member_id, id desc);
create index meal_day_idx on mealplans.meal (meal_on, merchant_id, period) where returned_at is null;

grant select, insert on all tables in schema mealplans to tessera_app;
grant update (name_zh, name_en, status, everywhere, merchant_ids, categories, terminal_ids, periods, per_period, per_day, per_week, price_minor,
  department_ids, member_kinds) on mealplans.plan to tessera_app;
grant update (refunded_minor, ended_at, ended_reason, ended_by_name) on mealplans.holding to tessera_app;
grant update (returned_minor, returned_at) on mealplans.meal to tessera_app;

alter table mealplans.plan enable row level security;
alter table mealplans.plan force row level security;
create policy plan_visible on mealplans.plan using ((select platform.is_operator() or platform.is_system()));

alter table mealplans.holding enable row level security;
alter table mealplans.holding force row level security;
create policy holding_visible on mealplans.holding using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy holding_in_scope on mealplans.holding as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table mealplans.meal enable row level security;
alter table mealplans.meal force row level security;
create policy meal_visible on mealplans.meal using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy meal_in_scope on mealplans.meal as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

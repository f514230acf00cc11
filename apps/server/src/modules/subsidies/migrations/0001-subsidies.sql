-- Money for a purpose: programmes that give it, the purses that hold it, and who was given how much. The money itself lies in the ledger.

grant usage on schema subsidies to tessera_app;

create table subsidies.programme (
  id uuid not null constraint programme_pkey primary key,
  name_zh text not null,
  name_en text not null,
  search_name text collate "C" not null generated always as (lower(name_zh || ' ' || name_en)) stored,
  status text not null default 'open' constraint programme_status_known check (status in ('open', 'closed')),
  everywhere boolean not null,
  merchant_ids uuid[] not null default '{}',
  categories text[] not null default '{}',
  expiry text not null constraint programme_expiry_known check (expiry in ('never', 'on', 'after')),
  expires_on date,
  expires_after_days int,
  budget_minor bigint constraint programme_budget_not_negative check (budget_minor >= 0),
  account_id bigint not null,               -- the fund: a hot account, whose negative balance is what members hold or have spent
  created_at timestamptz not null,
  constraint programme_name_key unique (search_name),
  constraint programme_pays_somewhere check (everywhere = (merchant_ids = '{}' and categories = '{}')),
  constraint programme_expiry_has_terms check ((expiry = 'on') = (expires_on is not null) and (expiry = 'after') = (expires_after_days is not null))
);

-- What a programme gave, what was paid with it and what came back, by business day.
create table subsidies.programme_day (
  programme_id uuid not null constraint programme_day_programme_fkey references subsidies.programme (id),
  business_on date not null,
  granted_minor bigint not null default 0,
  spent_minor bigint not null default 0,     -- net of refunds on their day
  expired_minor bigint not null default 0,
  taken_back_minor bigint not null default 0,
  constraint programme_day_pkey primary key (programme_id, business_on)
);

-- A part of a wallet, with a ledger account of its own. What was given on different terms of expiry lies in different purses.
create table subsidies.purse (
  id uuid not null constraint purse_pkey primary key,
  programme_id uuid not null constraint purse_programme_fkey references subsidies.programme (id),
  wallet_id uuid not null constraint purse_wallet_fkey references wallets.wallet (id),
  member_id uuid not null constraint purse_member_fkey references members.member (id),
  account_id bigint not null constraint purse_account_key unique,
  expires_on date,
  opened_at timestamptz not null,
  warned_at timestamptz,
  swept_at timestamptz,                      -- its rest went back to the fund; null again when a refund came into it since
  constraint purse_terms_key unique nulls not distinct (wallet_id, programme_id, expires_on)
);
create index purse_member_idx on subsidies.purse (member_id);
create index purse_due_idx on subsidies.purse (expires_on, id) where swept_at is null and expires_on is not null;

-- Allotments that are made, approved and taken back together.
create table subsidies.round (
  id uuid not null constraint round_pkey primary key,
  programme_id uuid not null constraint round_programme_fkey references subsidies.programme (id),
  label text,                                -- what it is for, `2026-09`: nobody is given twice under one
  source text not null constraint round_source_known check (source in ('hand', 'audience', 'import')),
  import_id uuid constraint round_import_key unique,
  audience jsonb,
  amount_minor bigint,                       -- each member of an audience
  state text not null constraint round_state_known
    check (state in ('collecting', 'waiting', 'granting', 'done', 'refused', 'taking_back', 'taken_back')),
  reason text,
  made_by uuid not null,
  made_by_name text not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  reached_id uuid,                           -- how far collecting an audience, or taking back, has got
  allotted_count bigint not null default 0,
  allotted_minor bigint not null default 0,
  granted_count bigint not null default 0,
  granted_minor bigint not null default 0,
  refused_count bigint not null default 0,
  taken_back_count bigint not null default 0,
  taken_back_minor bigint not null default 0,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index round_programme_idx on subsidies.round (programme_id, id desc);

-- One amount for one member. Its id is the key of the transfer that grants it.
create table subsidies.allotment (
  id uuid not null constraint allotment_pkey primary key,
  round_id uuid not null constraint allotment_round_fkey references subsidies.round (id),
  programme_id uuid not null,
  label text,
  member_id uuid not null constraint allotment_member_fkey references members.member (id),
  amount_minor bigint not null constraint allotment_amount_positive check (amount_minor > 0),
  state text not null default 'waiting' constraint allotment_state_known check (state in ('waiting', 'granted', 'refused', 'taken_back')),
  problem text,
  purse_id uuid,
  taken_back_minor bigint not null default 0,
  granted_at timestamptz
);
create unique index allotment_once_key on subsidies.allotment (programme_id, label, member_id) where label is not null and state in ('waiting', 'granted');
create index allotment_round_idx on subsidies.allotment (round_id, id);
create index allotment_waiting_idx on subsidies.allotment (round_id, id) where state = 'waiting';
create index allotment_member_idx on subsidies.allotment (member_id);

grant select, insert on all tables in schema subsidies to tessera_app;
grant update (name_zh, name_en, status, everywhere, merchant_ids, categories, budget_minor) on subsidies.programme to tessera_app;
grant update (granted_minor, spent_minor, expired_minor, taken_back_minor) on subsidies.programme_day to tessera_app;
grant update (warned_at, swept_at) on subsidies.purse to tessera_app;
grant update (state, decided_by, decided_by_name, decided_at, reached_id, allotted_count, allotted_minor, granted_count, granted_minor,
  refused_count, taken_back_count, taken_back_minor, finished_at) on subsidies.round to tessera_app;
grant update (state, problem, purse_id, taken_back_minor, granted_at) on subsidies.allotment to tessera_app;
grant delete on subsidies.allotment to tessera_app;

alter table subsidies.programme enable row level security;
alter table subsidies.programme force row level security;
create policy programme_visible on subsidies.programme using ((select platform.is_operator() or platform.is_system()));

alter table subsidies.programme_day enable row level security;
alter table subsidies.programme_day force row level security;
create policy programme_day_visible on subsidies.programme_day using ((select platform.is_operator() or platform.is_system()));

alter table subsidies.round enable row level security;
alter table subsidies.round force row level security;
create policy round_visible on subsidies.round using ((select platform.is_operator() or platform.is_system()));

alter table subsidies.purse enable row level security;
alter table subsidies.purse force row level security;
create policy purse_visible on subsidies.purse using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy purse_in_scope on subsidies.purse as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);

alter table subsidies.allotment enable row level security;
alter table subsidies.allotment force row level security;
create policy allotment_visible on subsidies.allotment using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy allotment_in_scope on subsidies.allotment as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);

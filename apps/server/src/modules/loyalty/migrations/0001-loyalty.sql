-- Points of issuers: programmes that give them, lots that say which points are which, and how they are used up. The points lie in the ledger.

grant usage on schema loyalty to tessera_app;

create table loyalty.programme (
  id uuid not null constraint programme_pkey primary key,
  issuer_id uuid constraint programme_issuer_fkey references organizations.organization (id),   -- null: the operator's own
  name_zh text not null,
  name_en text not null,
  search_name text collate "C" not null generated always as (lower(name_zh || ' ' || name_en)) stored,
  status text not null default 'proposed' constraint programme_status_known check (status in ('proposed', 'open', 'closed')),
  expiry text not null constraint programme_expiry_known check (expiry in ('months', 'year')),
  expiry_months int,
  expiry_year int,
  pending_days int not null constraint programme_pending_days_in_bounds check (pending_days between 0 and 365),
  unit int not null,                        -- `points:<id>` in the ledger
  issued_account bigint not null,           -- hot accounts: where points come from, and where they go when they are redeemed or expire
  redeemed_account bigint not null,
  expired_account bigint not null,
  created_by_name text not null,
  created_at timestamptz not null,
  constraint programme_name_key unique nulls not distinct (issuer_id, search_name),
  constraint programme_expiry_has_terms check ((expiry = 'months') = (expiry_months is not null) and (expiry = 'year') = (expiry_year is not null))
);

-- What the issuer pays the operator for a thousand redeemed points, in fen: proposed by one side, agreed by the other, never edited.
create table loyalty.price (
  id uuid not null constraint price_pkey primary key,
  programme_id uuid not null constraint price_programme_fkey references loyalty.programme (id),
  price_per_thousand bigint not null constraint price_not_negative check (price_per_thousand >= 0),
  state text not null default 'proposed' constraint price_state_known check (state in ('proposed', 'agreed', 'refused')),
  wished_on date,                           -- the first day on which it shall hold, if not at once
  starts_at timestamptz,                    -- from when it holds, once it is agreed
  proposed_side text not null constraint price_side_known check (proposed_side in ('issuer', 'operator')),
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  constraint price_agreed_starts check ((state = 'agreed') = (starts_at is not null))
);
create unique index price_proposed_key on loyalty.price (programme_id) where state = 'proposed';
create index price_programme_idx on loyalty.price (programme_id, id desc);

-- The points of one member in one programme: an account of the ledger, opened with the first lot. Its row is the lock of whoever draws.
create table loyalty.account (
  programme_id uuid not null constraint account_programme_fkey references loyalty.programme (id),
  member_id uuid not null constraint account_member_fkey references members.member (id),
  account_id bigint not null constraint account_account_key unique,
  opened_at timestamptz not null,
  constraint account_pkey primary key (programme_id, member_id)
);
create index account_member_idx on loyalty.account (member_id);

-- Lots that are given together.
create table loyalty.round (
  id uuid not null constraint round_pkey primary key,
  programme_id uuid not null constraint round_programme_fkey references loyalty.programme (id),
  source text not null constraint round_source_known check (source in ('hand', 'file', 'rule')),
  label text,                               -- what it is for, `2026-09`: under one label a member is given once
  import_id uuid constraint round_import_key unique,
  rule_id uuid,
  state text not null constraint round_state_known check (state in ('granting', 'done', 'taking_back', 'taken_back')),
  reason text,
  reached_id uuid,                          -- how far granting to an audience, or taking back, has got
  lot_count bigint not null default 0,
  points bigint not null default 0,
  taken_back_count bigint not null default 0,
  taken_back_points bigint not null default 0,
  made_by uuid not null,
  made_by_name text not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index round_programme_idx on loyalty.round (programme_id, id desc);

-- Points that were given at once: its id is the key of the transfer that puts them into the account. A pending lot has no transfer yet.
create table loyalty.lot (
  id uuid not null constraint lot_pkey primary key,
  programme_id uuid not null constraint lot_programme_fkey references loyalty.programme (id),
  member_id uuid not null constraint lot_member_fkey references members.member (id),
  round_id uuid constraint lot_round_fkey references loyalty.round (id),
  source text not null constraint lot_source_known check (source in ('hand', 'file', 'rule', 'event', 'spending')),
  label text,
  state text not null constraint lot_state_known check (state in ('pending', 'active', 'expired', 'taken_back')),
  granted bigint not null constraint lot_granted_positive check (granted > 0),
  remaining bigint not null constraint lot_remaining_in_bounds check (remaining between 0 and granted),
  expired bigint not null default 0,
  taken_back bigint not null default 0,
  available_on date not null,
  expires_on date not null,                 -- its last day
  warned_days int,                          -- how many days before its end its holder was last told
  created_at timestamptz not null,
  granted_at timestamptz,                   -- when its points came into the account
  ended_at timestamptz,
  constraint lot_last_day_after_first check (expires_on >= available_on),
  constraint lot_pending_has_no_points_yet check ((state = 'pending') <= (granted_at is null and remaining = granted))
);
create index lot_member_idx on loyalty.lot (member_id, programme_id, id);
create index lot_round_idx on loyalty.lot (round_id, id) where round_id is not null;
create index lot_pending_idx on loyalty.lot (available_on, id) where state = 'pending';
create index lot_pending_of_programme_idx on loyalty.lot (programme_id) include (granted) where state = 'pending';
create index lot_due_idx on loyalty.lot (expires_on, id) where state = 'active' and remaining > 0;
create unique index lot_once_key on loyalty.lot (programme_id, label, member_id) where label is not null and state <> 'taken_back';

-- Points drawn at once, under the key of whoever drew them, which is also the transfer's; and the lots that bore them, in the order of drawing.
create table loyalty.draw (
  id uuid not null constraint draw_pkey primary key,
  programme_id uuid not null constraint draw_programme_fkey references loyalty.programme (id),
  member_id uuid not null constraint draw_member_fkey references members.member (id),
  points bigint not null constraint draw_points_positive check (points > 0),
  returned bigint not null default 0 constraint draw_returned_in_bounds check (returned between 0 and points),
  drawn_at timestamptz not null
);
create index draw_member_idx on loyalty.draw (member_id, id);

create table loyalty.lot_use (
  draw_id uuid not null constraint lot_use_draw_fkey references loyalty.draw (id),
  ordinal int not null,
  lot_id uuid not null constraint lot_use_lot_fkey references loyalty.lot (id),
  points bigint not null constraint lot_use_points_positive check (points > 0),
  returned bigint not null default 0 constraint lot_use_returned_in_bounds check (returned between 0 and points),
  constraint lot_use_pkey primary key (draw_id, ordinal)
);
create index lot_use_lot_idx on loyalty.lot_use (lot_id);

create table loyalty.draw_return (
  id uuid not null constraint draw_return_pkey primary key,
  draw_id uuid not null constraint draw_return_draw_fkey references loyalty.draw (id),
  member_id uuid not null constraint draw_return_member_fkey references members.member (id),
  points bigint not null constraint draw_return_points_positive check (points > 0),
  forfeited bigint not null,                -- of lots that had expired meanwhile
  returned_at timestamptz not null
);
create index draw_return_draw_idx on loyalty.draw_return (draw_id);
create index draw_return_member_idx on loyalty.draw_return (member_id, id);

-- Who is given how much, once or every month.
create table loyalty.rule (
  id uuid not null constraint rule_pkey primary key,
  programme_id uuid not null constraint rule_programme_fkey references loyalty.programme (id),
  audience jsonb not null,
  points bigint not null constraint rule_points_positive check (points > 0),
  schedule text not null constraint rule_schedule_known check (schedule in ('once', 'monthly')),
  day_of_month int,
  status text not null default 'active' constraint rule_status_known check (status in ('active', 'paused', 'done')),
  next_on date,
  reason text,
  made_by uuid not null,
  made_by_name text not null,
  created_at timestamptz not null,
  constraint rule_monthly_has_day check ((schedule = 'monthly') = (day_of_month is not null)),
  constraint rule_active_has_day check ((status <> 'active') or next_on is not null)
);
create index rule_programme_idx on loyalty.rule (programme_id, id desc);
create index rule_due_idx on loyalty.rule (next_on, id) where status = 'active';

-- What an issuer's own system may tell, and what each is worth.
create table loyalty.event_kind (
  id uuid not null constraint event_kind_pkey primary key,
  programme_id uuid not null constraint event_kind_programme_fkey references loyalty.programme (id),
  issuer_id uuid,
  code text not null,
  name_zh text not null,
  name_en text not null,
  points bigint not null constraint event_kind_points_positive check (points > 0),
  status text not null default 'on' constraint event_kind_status_known check (status in ('on', 'off')),
  created_at timestamptz not null,
  constraint event_kind_code_key unique nulls not distinct (issuer_id, code)
);
create index event_kind_programme_idx on loyalty.event_kind (programme_id, id);

create table loyalty.event (
  id uuid not null constraint event_pkey primary key,
  programme_id uuid not null constraint event_programme_fkey references loyalty.programme (id),
  issuer_id uuid,
  event_id text not null,
  kind_id uuid not null constraint event_kind_fkey references loyalty.event_kind (id),
  member_id uuid not null constraint event_member_fkey references members.member (id),
  lot_id uuid not null constraint event_lot_fkey references loyalty.lot (id),
  points bigint not null,
  key_name text not null,
  received_at timestamptz not null,
  constraint event_once_key unique nulls not distinct (issuer_id, event_id)
);
create index event_programme_idx on loyalty.event (programme_id, id desc);
create index event_member_idx on loyalty.event (member_id);

-- What an issuer's own system proves itself with; of the key itself only a hash is kept.
create table loyalty.issuer_key (
  id uuid not null constraint issuer_key_pkey primary key,
  issuer_id uuid constraint issuer_key_issuer_fkey references organizations.organization (id),
  name text not null,
  token_hash text not null constraint issuer_key_token_key unique,
  created_by_name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index issuer_key_issuer_idx on loyalty.issuer_key (issuer_id, id);

grant select, insert on all tables in schema loyalty to tessera_app;
grant update (name_zh, name_en, status, expiry, expiry_months, expiry_year, pending_days) on loyalty.programme to tessera_app;
grant update (state, starts_at, decided_by, decided_by_name, decided_at) on loyalty.price to tessera_app;
grant update (opened_at) on loyalty.account to tessera_app;   -- locking a row asks for the right to change one
grant update (state, reached_id, lot_count, points, taken_back_count, taken_back_points, finished_at) on loyalty.round to tessera_app;
grant update (state, remaining, expired, taken_back, expires_on, warned_days, granted_at, ended_at) on loyalty.lot to tessera_app;
grant update (returned) on loyalty.draw to tessera_app;
grant update (returned) on loyalty.lot_use to tessera_app;
grant update (status, next_on) on loyalty.rule to tessera_app;
grant update (name_zh, name_en, points, status) on loyalty.event_kind to tessera_app;
grant update (last_used_at, revoked_at) on loyalty.issuer_key to tessera_app;

-- An issuer's people see what is their own organization's, the operator's people everything, a member what is about itself.
alter table loyalty.programme enable row level security;
alter table loyalty.programme force row level security;
create policy programme_visible on loyalty.programme using (
  (select platform.is_operator() or platform.is_system()) or issuer_id = (select platform.staff_organization())
);

alter table loyalty.price enable row level security;
alter table loyalty.price force row level security;
create policy price_visible on loyalty.price using (programme_id in (select id from loyalty.programme));

alter table loyalty.round enable row level security;
alter table loyalty.round force row level security;
create policy round_visible on loyalty.round using (programme_id in (select id from loyalty.programme));

alter table loyalty.rule enable row level security;
alter table loyalty.rule force row level security;
create policy rule_visible on loyalty.rule using (programme_id in (select id from loyalty.programme));

alter table loyalty.event_kind enable row level security;
alter table loyalty.event_kind force row level security;
create policy event_kind_visible on loyalty.event_kind using (programme_id in (select id from loyalty.programme));

alter table loyalty.issuer_key enable row level security;
alter table loyalty.issuer_key force row level security;
create policy issuer_key_visible on loyalty.issuer_key using (
  (select platform.is_operator() or platform.is_system()) or issuer_id = (select platform.staff_organization())
);

alter table loyalty.account enable row level security;
alter table loyalty.account force row level security;
create policy account_visible on loyalty.account using (
  member_id = (select platform.actor_member()) or programme_id in (select id from loyalty.programme)
);
create policy account_in_scope on loyalty.account as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table loyalty.lot enable row level security;
alter table loyalty.lot force row level security;
create policy lot_visible on loyalty.lot using (
  member_id = (select platform.actor_member()) or programme_id in (select id from loyalty.programme)
);
create policy lot_in_scope on loyalty.lot as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table loyalty.event enable row level security;
alter table loyalty.event force row level security;
create policy event_visible on loyalty.event using (programme_id in (select id from loyalty.programme));
create policy event_in_scope on loyalty.event as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table loyalty.draw enable row level security;
alter table loyalty.draw force row level security;
create policy draw_visible on loyalty.draw using (
  member_id = (select platform.actor_member()) or programme_id in (select id from loyalty.programme)
);
create policy draw_in_scope on loyalty.draw as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table loyalty.draw_return enable row level security;
alter table loyalty.draw_return force row level security;
create policy draw_return_visible on loyalty.draw_return using (draw_id in (select id from loyalty.draw));

alter table loyalty.lot_use enable row level security;
alter table loyalty.lot_use force row level security;
create policy lot_use_visible on loyalty.lot_use using (draw_id in (select id from loyalty.draw));

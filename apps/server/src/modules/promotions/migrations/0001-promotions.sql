-- What takes something off a price, who was given it, and what an unpaid order keeps of it.

grant usage on schema promotions to tessera_app;

create table promotions.campaign (
  id uuid not null constraint campaign_pkey primary key,
  name_zh text not null,
  name_en text not null,
  search_name text collate "C" not null generated always as (lower(name_zh || ' ' || name_en)) stored,
  trigger text not null constraint campaign_trigger_known check (trigger in ('open', 'coupon', 'code')),
  benefit jsonb not null,
  begins_at timestamptz not null,
  ends_at timestamptz,
  hours jsonb not null default '[]',
  merchant_ids uuid[] not null default '{}',
  merchant_categories text[] not null default '{}',
  member_kinds text[] not null default '{}',
  department_ids uuid[] not null default '{}',
  min_spend_minor bigint constraint campaign_min_positive check (min_spend_minor > 0),
  budget_minor bigint constraint campaign_budget_positive check (budget_minor > 0),
  per_member_minor bigint constraint campaign_member_sum_positive check (per_member_minor > 0),
  per_member_count int constraint campaign_member_count_positive check (per_member_count > 0),
  places int constraint campaign_places_positive check (places > 0),
  bearer text not null constraint campaign_bearer_known check (bearer in ('platform', 'merchant', 'issuer')),
  bearer_id uuid,
  priority int not null constraint campaign_priority_within check (priority between 1 and 999),
  standing text not null constraint campaign_standing_known check (standing in ('exclusive', 'joint')),
  code text collate "C",
  coupon_valid_days int constraint campaign_valid_days_positive check (coupon_valid_days > 0),
  coupon_issue_max int constraint campaign_issue_max_positive check (coupon_issue_max > 0),
  coupon_takes int,
  secret text not null,                     -- what random discounts are drawn with
  account_id bigint not null,               -- a hot account, whose negative balance is what its bearer has borne
  state text not null default 'draft' constraint campaign_state_known check (state in ('draft', 'approved', 'running', 'paused', 'ended')),
  revision int not null default 1,
  written_by uuid not null,
  written_by_name text not null,
  approved_by uuid,
  approved_by_name text,
  used_count int not null default 0,        -- payments that have a place: confirmed, or kept by an unpaid order
  used_minor bigint not null default 0,
  member_count int not null default 0,
  issued_count int not null default 0,
  created_at timestamptz not null,
  constraint campaign_name_key unique (search_name),
  constraint campaign_code_key unique (code),
  constraint campaign_window_in_order check (begins_at < ends_at),
  constraint campaign_bearer_whole check ((bearer = 'platform') = (bearer_id is null)),
  constraint campaign_code_whole check ((trigger = 'code') = (code is not null)),
  constraint campaign_coupon_whole check ((trigger = 'coupon') = (coupon_takes is not null)),
  constraint campaign_two_people check (approved_by is null or approved_by <> written_by),
  constraint campaign_within_places check (used_count >= 0 and (places is null or used_count <= places)),
  constraint campaign_within_budget check (used_minor >= 0 and (budget_minor is null or used_minor <= budget_minor)),
  constraint campaign_within_issue check (coupon_issue_max is null or issued_count <= coupon_issue_max)
);
create index campaign_running_idx on promotions.campaign (priority, id) where state = 'running';
create index campaign_bearer_idx on promotions.campaign (bearer_id) where bearer_id is not null;

-- Coupons that are given to an audience together, in steps.
create table promotions.issue (
  id uuid not null constraint issue_pkey primary key,
  campaign_id uuid not null constraint issue_campaign_fkey references promotions.campaign (id),
  audience jsonb not null,
  state text not null constraint issue_state_known check (state in ('issuing', 'done')),
  reached_id uuid,                          -- how far it has got
  made_by uuid not null,
  created_at timestamptz not null
);
create index issue_campaign_idx on promotions.issue (campaign_id);

create table promotions.coupon (
  id uuid not null constraint coupon_pkey primary key,
  campaign_id uuid not null constraint coupon_campaign_fkey references promotions.campaign (id),
  member_id uuid constraint coupon_member_fkey references members.member (id),
  way text not null constraint coupon_way_known check (way in ('members', 'audience', 'codes', 'taken')),
  issue_id uuid,
  code_hash text collate "C",               -- keyed; the code itself is shown once and kept nowhere
  code_tail text,
  state text not null default 'available' constraint coupon_state_known check (state in ('available', 'locked', 'used', 'expired', 'withdrawn')),
  locked_by uuid,                           -- the order that keeps it, or used it
  expires_at timestamptz,
  issued_at timestamptz not null,
  used_at timestamptz,
  constraint coupon_code_key unique (code_hash),
  constraint coupon_of_somebody check (member_id is not null or code_hash is not null),
  constraint coupon_lock_whole check ((state in ('locked', 'used')) = (locked_by is not null))
);
create index coupon_campaign_idx on promotions.coupon (campaign_id, id desc);
create index coupon_member_idx on promotions.coupon (member_id, id desc) where member_id is not null;
create unique index coupon_once_of_issue_key on promotions.coupon (issue_id, member_id) where issue_id is not null;
create index coupon_due_idx on promotions.coupon (expires_at) where state = 'available' and expires_at is not null;

-- One order that was priced. Its id is the order's: the same order is priced once.
create table promotions.reservation (
  id uuid not null constraint reservation_pkey primary key,
  member_id uuid constraint reservation_member_fkey references members.member (id),
  merchant_id uuid not null,
  fingerprint text collate "C" not null,
  priced jsonb not null,
  state text not null constraint reservation_state_known check (state in ('reserved', 'confirmed', 'released')),
  expires_at timestamptz not null,
  created_at timestamptz not null
);
create index reservation_due_idx on promotions.reservation (expires_at) where state = 'reserved';
create index reservation_member_idx on promotions.reservation (member_id) where member_id is not null;

-- One campaign that counted in one order. What was released has no place any more.
create table promotions.use (
  reservation_id uuid not null constraint use_reservation_fkey references promotions.reservation (id),
  campaign_id uuid not null constraint use_campaign_fkey references promotions.campaign (id),
  member_id uuid,
  coupon_id uuid constraint use_coupon_fkey references promotions.coupon (id),
  cost_minor bigint not null constraint use_cost_not_negative check (cost_minor >= 0),
  used_on date not null,
  is_released boolean not null default false,
  constraint use_pkey primary key (reservation_id, campaign_id)
);
create index use_member_idx on promotions.use (campaign_id, member_id) where not is_released;
create index use_day_idx on promotions.use (campaign_id, used_on) where not is_released;

-- Wrong codes in a row.
create table promotions.code_try (
  member_id uuid not null constraint code_try_pkey primary key constraint code_try_member_fkey references members.member (id),
  wrong_count int not null,
  locked_until timestamptz
);

grant select, insert on promotions.campaign, promotions.issue, promotions.coupon, promotions.reservation, promotions.use, promotions.code_try to tessera_app;
grant update (name_zh, name_en, trigger, benefit, begins_at, ends_at, hours, merchant_ids, merchant_categories, member_kinds, department_ids,
  min_spend_minor, budget_minor, per_member_minor, per_member_count, places, bearer, bearer_id, priority, standing, code, coupon_valid_days,
  coupon_issue_max, coupon_takes, state, revision, written_by, written_by_name, approved_by, approved_by_name, used_count, used_minor, member_count,
  issued_count) on promotions.campaign to tessera_app;
grant update (state, reached_id) on promotions.issue to tessera_app;
grant update (member_id, state, locked_by, expires_at, used_at) on promotions.coupon to tessera_app;
grant update (state) on promotions.reservation to tessera_app;
grant update (is_released) on promotions.use to tessera_app;
grant update (wrong_count, locked_until) on promotions.code_try to tessera_app;

alter table promotions.campaign enable row level security;
alter table promotions.campaign force row level security;
create policy campaign_visible on promotions.campaign using (
  (select platform.is_operator() or platform.is_system()) or bearer_id = (select platform.staff_organization())
);

alter table promotions.issue enable row level security;
alter table promotions.issue force row level security;
create policy issue_visible on promotions.issue using ((select platform.is_operator() or platform.is_system()));

alter table promotions.coupon enable row level security;
alter table promotions.coupon force row level security;
create policy coupon_visible on promotions.coupon using (
  (select platform.is_operator() or platform.is_system()) or member_id = (select platform.actor_member())
);
create policy coupon_in_scope on promotions.coupon as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table promotions.reservation enable row level security;
alter table promotions.reservation force row level security;
create policy reservation_visible on promotions.reservation using (
  (select platform.is_operator() or platform.is_system()) or member_id = (select platform.actor_member())
);
create policy reservation_in_scope on promotions.reservation as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table promotions.use enable row level security;
alter table promotions.use force row level security;
create policy use_visible on promotions.use using ((select platform.is_system()));

alter table promotions.code_try enable row level security;
alter table promotions.code_try force row level security;
create policy code_try_visible on promotions.code_try using ((select platform.is_system()));

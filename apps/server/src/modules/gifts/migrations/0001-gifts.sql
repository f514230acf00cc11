-- What the operator gives on top of top-ups, and each top-up as it counts: paid, given, and what was given back of either.

grant usage on schema gifts to tessera_app;

create table gifts.offer (
  id uuid not null constraint offer_pkey primary key,
  name_zh text not null,
  name_en text not null,
  search_name text collate "C" not null generated always as (lower(name_zh || ' ' || name_en)) stored,
  kind text not null constraint offer_kind_known check (kind in ('fixed', 'share')),
  min_minor bigint not null constraint offer_min_positive check (min_minor > 0),
  gift_minor bigint constraint offer_gift_positive check (gift_minor > 0),
  rate_bps int constraint offer_rate_within check (rate_bps between 1 and 10000),
  cap_minor bigint constraint offer_cap_positive check (cap_minor > 0),
  begins_on date not null,
  ends_on date not null,
  member_kinds text[] not null default '{}',
  frequency text not null constraint offer_frequency_known check (frequency in ('once', 'each')),
  budget_minor bigint constraint offer_budget_positive check (budget_minor > 0),
  given_count bigint not null default 0,
  given_minor bigint not null default 0,
  returned_minor bigint not null default 0,
  account_id bigint not null,               -- a hot account, whose negative balance is what was given and has not come back
  state text not null default 'draft' constraint offer_state_known check (state in ('draft', 'running', 'stopped')),
  stopped_at timestamptz,
  created_at timestamptz not null,
  constraint offer_name_key unique (search_name),
  constraint offer_days_in_order check (begins_on <= ends_on),
  constraint offer_has_terms check ((kind = 'fixed') = (gift_minor is not null) and (kind = 'share') = (rate_bps is not null)),
  constraint offer_returned_within check (returned_minor between 0 and given_minor),
  constraint offer_within_budget check (budget_minor is null or given_minor - returned_minor <= budget_minor)
);
create index offer_running_idx on gifts.offer (ends_on) where state <> 'draft';

-- One top-up. Its id is the key of its transfer.
create table gifts.lot (
  id uuid not null constraint lot_pkey primary key,
  member_id uuid not null constraint lot_member_fkey references members.member (id),
  paid_minor bigint not null constraint lot_paid_positive check (paid_minor > 0),
  gift_minor bigint not null default 0,
  offer_id uuid constraint lot_offer_fkey references gifts.offer (id),
  paid_back_minor bigint not null default 0,
  gift_back_minor bigint not null default 0,
  credited_at timestamptz not null,
  constraint lot_gift_has_offer check ((offer_id is null) = (gift_minor = 0)),
  constraint lot_paid_back_within check (paid_back_minor between 0 and paid_minor),
  constraint lot_gift_back_within check (gift_back_minor between 0 and gift_minor)
);
create index lot_member_idx on gifts.lot (member_id, credited_at desc, id desc);
create index lot_offer_idx on gifts.lot (offer_id, id desc) where offer_id is not null;

grant select, insert on gifts.offer, gifts.lot to tessera_app;
grant update (name_zh, name_en, kind, min_minor, gift_minor, rate_bps, cap_minor, begins_on, ends_on, member_kinds, frequency, budget_minor,
  given_count, given_minor, returned_minor, state, stopped_at) on gifts.offer to tessera_app;
grant update (paid_back_minor, gift_back_minor) on gifts.lot to tessera_app;

alter table gifts.offer enable row level security;
alter table gifts.offer force row level security;
create policy offer_visible on gifts.offer using ((select platform.is_operator() or platform.is_system()));

alter table gifts.lot enable row level security;
alter table gifts.lot force row level security;
create policy lot_visible on gifts.lot using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy lot_in_scope on gifts.lot as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);

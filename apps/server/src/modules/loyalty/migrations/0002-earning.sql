-- Points that spending earns: by what rule, and what each payment earned. Follows the ledger's journal.

create table loyalty.earning_rule (
  id uuid not null constraint earning_rule_pkey primary key,
  programme_id uuid not null constraint earning_rule_programme_fkey references loyalty.programme (id),
  points bigint not null constraint earning_rule_points_positive check (points > 0),
  per_minor bigint not null constraint earning_rule_per_positive check (per_minor > 0),
  factor_percent int not null constraint earning_rule_factor_positive check (factor_percent > 0),
  merchant_ids uuid[] not null,             -- none: everywhere
  audience jsonb not null,
  status text not null default 'active' constraint earning_rule_status_known check (status in ('active', 'paused')),
  starts_at timestamptz not null,           -- what was paid before earns nothing
  made_by uuid not null,
  made_by_name text not null
);
create index earning_rule_programme_idx on loyalty.earning_rule (programme_id, id desc);
create index earning_rule_active_idx on loyalty.earning_rule (id) where status = 'active';

-- What a payment earned in a programme, once, with the terms of its rule on that day: a refund counts by the same.
create table loyalty.earning (
  payment_id uuid not null,
  programme_id uuid not null constraint earning_programme_fkey references loyalty.programme (id),
  member_id uuid not null constraint earning_member_fkey references members.member (id),
  rule_id uuid not null constraint earning_rule_fkey references loyalty.earning_rule (id),
  lot_id uuid constraint earning_lot_fkey references loyalty.lot (id),   -- null: not even one point
  points bigint not null,
  per_minor bigint not null,
  factor_percent int not null,
  net_minor bigint not null constraint earning_net_not_negative check (net_minor >= 0),
  paid_at timestamptz not null,
  constraint earning_pkey primary key (payment_id, programme_id)
);
create index earning_member_idx on loyalty.earning (member_id, programme_id, paid_at);

grant select, insert on loyalty.earning_rule, loyalty.earning to tessera_app;
grant update (status) on loyalty.earning_rule to tessera_app;
grant update (net_minor) on loyalty.earning to tessera_app;
grant update (granted) on loyalty.lot to tessera_app;   -- of a pending one, whose payment was given back in part

alter table loyalty.earning_rule enable row level security;
alter table loyalty.earning_rule force row level security;
create policy earning_rule_visible on loyalty.earning_rule using (programme_id in (select id from loyalty.programme));

alter table loyalty.earning enable row level security;
alter table loyalty.earning force row level security;
create policy earning_visible on loyalty.earning using (
  member_id = (select platform.actor_member()) or programme_id in (select id from loyalty.programme)
);
create policy earning_in_scope on loyalty.earning as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

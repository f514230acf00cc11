-- What each member spent, by day, net of what was given back of that day's payments. Follows the ledger's journal.
create table alerts.spending_day (
  member_id uuid not null,
  business_on date not null,
  spent_minor bigint not null constraint spending_day_not_negative check (spent_minor >= 0),
  constraint spending_day_pkey primary key (member_id, business_on)
);

-- What the risk desk looks into. Raised once per member, kind and day; never taken back by itself.
create table alerts.alert (
  id uuid not null constraint alert_pkey primary key,
  kind text not null constraint alert_kind_known check (kind in ('day_spend')),
  member_id uuid not null,
  business_on date not null,
  amount_minor bigint not null,             -- what had been spent when it was raised
  threshold_minor bigint not null,
  raised_at timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by uuid,
  note text,
  constraint alert_once_a_day unique (member_id, kind, business_on),
  constraint alert_review_whole check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_at is not null or note is null))
);
create index alert_newest_idx on alerts.alert (raised_at desc, id desc);
create index alert_open_idx on alerts.alert (raised_at desc, id desc) where reviewed_at is null;

grant usage on schema alerts to tessera_app;
grant select, insert on alerts.spending_day, alerts.alert to tessera_app;
grant update (spent_minor) on alerts.spending_day to tessera_app;
grant update (reviewed_at, reviewed_by, note) on alerts.alert to tessera_app;

alter table alerts.spending_day enable row level security;
alter table alerts.spending_day force row level security;
create policy spending_day_of_system on alerts.spending_day using ((select platform.actor_kind()) = 'system');

alter table alerts.alert enable row level security;
alter table alerts.alert force row level security;
create policy alert_visible on alerts.alert using ((select platform.is_operator()) or (select platform.actor_kind()) = 'system');
-- Staff who are bounded to departments see what belongs to the members of those; which these are, the members' own policies say.
create policy alert_in_scope on alerts.alert as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);

-- Reports that people at work have sent to themselves, and what was sent of each.

create table reports.subscription (
  id uuid not null constraint subscription_pkey primary key,
  staff_id uuid not null constraint subscription_staff_fkey references organizations.staff (id),
  name text not null,
  frequency text not null constraint subscription_frequency_known check (frequency in ('daily', 'weekly', 'monthly')),
  at_hour int not null constraint subscription_hour_valid check (at_hour between 0 and 23),
  weekday int not null constraint subscription_weekday_valid check (weekday between 1 and 7),
  day_of_month int not null constraint subscription_day_valid check (day_of_month between 1 and 28),
  dimension text not null,
  format text not null constraint subscription_format_known check (format in ('csv', 'xlsx')),
  filters jsonb not null,
  status text not null default 'active' constraint subscription_status_known check (status in ('active', 'paused', 'stopped')),
  next_at timestamptz not null,
  created_at timestamptz not null
);
create index subscription_staff_idx on reports.subscription (staff_id, id);
create index subscription_due_idx on reports.subscription (next_at) where status = 'active';

create table reports.sending (
  id uuid not null constraint sending_pkey primary key,
  subscription_id uuid not null constraint sending_subscription_fkey references reports.subscription (id) on delete cascade,
  staff_id uuid not null,
  from_on date not null,
  to_on date not null,
  is_trial boolean not null,
  state text not null default 'waiting'
    constraint sending_state_known check (state in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'cancelled')),
  tries int not null default 0,
  last_error text,
  created_at timestamptz not null,
  claimed_at timestamptz,
  sent_at timestamptz
);
-- A period comes once, whoever looks for what is due.
create unique index sending_once_key on reports.sending (subscription_id, to_on) where not is_trial;
create index sending_subscription_idx on reports.sending (subscription_id, id desc);
create index sending_claimed_idx on reports.sending (claimed_at) where state = 'sending';

grant select, insert, update, delete on reports.subscription to tessera_app;
grant select, insert, update on reports.sending to tessera_app;

-- Everybody has their own.
alter table reports.subscription enable row level security;
alter table reports.subscription force row level security;
create policy subscription_own on reports.subscription using (
  (select platform.is_system()) or (staff_id = (select platform.actor_id()) and (select platform.is_staff()))
);
alter table reports.sending enable row level security;
alter table reports.sending force row level security;
create policy sending_own on reports.sending using (
  (select platform.is_system()) or (staff_id = (select platform.actor_id()) and (select platform.is_staff()))
);

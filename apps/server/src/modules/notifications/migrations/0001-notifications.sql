-- What people are told: notices in the app, deliveries outside it, who wants what, the texts, announcements and incidents.

create table notifications.announcement (
  id uuid not null constraint announcement_pkey primary key,
  state text not null constraint announcement_state_known check (state in ('draft', 'scheduled', 'published', 'withdrawn')),
  title_zh text not null,
  title_en text not null,
  text_zh text not null,
  text_en text not null,
  audience jsonb not null,
  channels text[] not null,
  publish_at timestamptz,
  published_at timestamptz,
  withdrawn_at timestamptz,
  reached_id uuid,                          -- the last person told, in the order of ids; where telling goes on after a stop
  reaching text constraint announcement_reaching_known check (reaching in ('member', 'staff')), -- whom the next batch is of; null: all told
  reached_count integer not null default 0,
  created_at timestamptz not null,
  created_by text not null,                 -- as the person was called then
  constraint announcement_published_since check ((state in ('draft', 'scheduled')) = (published_at is null)),
  constraint announcement_scheduled_for check (state <> 'scheduled' or publish_at is not null)
);

-- One row a person and piece of news. What it says is put together when it is read, in the reader's language.
create table notifications.notice (
  id uuid not null constraint notice_pkey primary key,
  person_kind text not null constraint notice_person_known check (person_kind in ('member', 'staff')),
  person_id uuid not null,
  kind text not null,
  params jsonb not null,
  listed boolean not null,                  -- false: told outside the app only
  source_key text,                          -- what the news is about: told twice, it is one notice
  announcement_id uuid constraint notice_announcement_fkey references notifications.announcement (id),
  at timestamptz not null,
  read_at timestamptz,
  constraint notice_source_key unique (person_kind, person_id, kind, source_key)
);
create index notice_person_idx on notifications.notice (person_kind, person_id, id desc) where listed;
create index notice_unread_idx on notifications.notice (person_kind, person_id) where listed and read_at is null;
create index notice_announcement_idx on notifications.notice (announcement_id) where announcement_id is not null;
create index notice_at_idx on notifications.notice using brin (at);

-- A browser that lets us push to it. Whoever knows the endpoint may push, so it is kept under seal.
create table notifications.push_device (
  id uuid not null constraint push_device_pkey primary key,
  person_kind text not null constraint push_device_person_known check (person_kind in ('member', 'staff')),
  person_id uuid not null,
  endpoint_hash text not null constraint push_device_endpoint_key unique,
  subscription_sealed text not null,        -- endpoint and the browser's two keys, as JSON
  label text not null,
  created_at timestamptz not null,
  last_sent_at timestamptz
);
create index push_device_person_idx on notifications.push_device (person_kind, person_id);

-- One row a notice and way out; what became of it is never more than one sending, as far as the way allows.
create table notifications.delivery (
  id uuid not null constraint delivery_pkey primary key,
  notice_id uuid not null constraint delivery_notice_fkey references notifications.notice (id) on delete cascade,
  person_kind text not null constraint delivery_person_known check (person_kind in ('member', 'staff')),
  person_id uuid not null,
  kind text not null,
  channel text not null constraint delivery_channel_known check (channel in ('push', 'email', 'sms')),
  push_id uuid,                             -- the device, while it is there
  state text not null constraint delivery_state_known
    check (state in ('waiting', 'sending', 'sent', 'refused', 'givenUp', 'unknown', 'cancelled')),
  tries smallint not null default 0,
  by_hand boolean not null default false,   -- staff asked for it again: quiet hours and switches are passed over
  send_after timestamptz not null,
  claimed_at timestamptz,
  address_masked text,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  constraint delivery_sent_since check ((state = 'sent') = (sent_at is not null))
);
create index delivery_notice_idx on notifications.delivery (notice_id);
create index delivery_person_idx on notifications.delivery (person_id, id desc);
create index delivery_open_idx on notifications.delivery (state, send_after) where state in ('waiting', 'sending');

-- Only who has chosen something has a row; the rest is the operator's usual.
create table notifications.preference (
  person_kind text not null constraint preference_person_known check (person_kind in ('member', 'staff')),
  person_id uuid not null,
  language text constraint preference_language_known check (language in ('zh-CN', 'en')),
  channels jsonb not null default '{}',     -- group → channel → on
  quiet_mode text not null default 'operator' constraint preference_quiet_known check (quiet_mode in ('operator', 'own', 'off')),
  quiet_from text not null default '22:00',
  quiet_to text not null default '07:00',
  spend_alert text not null default 'off' constraint preference_spend_known check (spend_alert in ('off', 'over', 'always')),
  spend_over_minor bigint not null default 10000,
  changed_at timestamptz not null,
  constraint preference_pkey primary key (person_kind, person_id)
);
-- Asked for every batch of charges, and nearly always in vain.
create index preference_spend_idx on notifications.preference (person_id) where spend_alert <> 'off';

-- Texts that staff wrote, all versions. A version without a text is a return to the ready-made one.
create table notifications.template (
  kind text not null,
  channel text not null constraint template_channel_known check (channel in ('inApp', 'push', 'email', 'sms')),
  language text not null constraint template_language_known check (language in ('zh-CN', 'en')),
  version integer not null,
  subject text,
  body text,
  changed_at timestamptz not null,
  changed_by text not null,
  constraint template_pkey primary key (kind, channel, language, version),
  constraint template_whole check ((subject is null) = (body is null))
);

-- The pair of keys by which push services know this installation (RFC 8292); made once.
create table notifications.push_key (
  only_one boolean not null default true constraint push_key_pkey primary key constraint push_key_one check (only_one),
  public_key text not null,
  private_sealed text not null,
  created_at timestamptz not null
);

create table notifications.incident (
  id uuid not null constraint incident_pkey primary key,
  title_zh text not null,
  title_en text not null,
  weight text not null constraint incident_weight_known check (weight in ('minor', 'major', 'critical')),
  parts text[] not null,
  state text not null constraint incident_state_known check (state in ('investigating', 'identified', 'monitoring', 'resolved')),
  started_at timestamptz not null,
  resolved_at timestamptz,
  constraint incident_resolved_since check ((state = 'resolved') = (resolved_at is not null))
);
create index incident_open_idx on notifications.incident (id) where resolved_at is null;
create index incident_resolved_idx on notifications.incident (resolved_at) where resolved_at is not null;

create table notifications.incident_update (
  id uuid not null constraint incident_update_pkey primary key,
  incident_id uuid not null constraint incident_update_incident_fkey references notifications.incident (id),
  state text not null,
  text_zh text not null,
  text_en text not null,
  at timestamptz not null
);
create index incident_update_incident_idx on notifications.incident_update (incident_id, id);

grant select, insert, delete on notifications.notice to tessera_app;
grant update (read_at, listed) on notifications.notice to tessera_app;
grant select, insert, delete on notifications.push_device to tessera_app;
grant update (person_kind, person_id, subscription_sealed, label, last_sent_at) on notifications.push_device to tessera_app;
grant select, insert on notifications.delivery to tessera_app;
grant update (state, tries, by_hand, send_after, claimed_at, address_masked, last_error, sent_at) on notifications.delivery to tessera_app;
grant select, insert on notifications.preference to tessera_app;
grant update (language, channels, quiet_mode, quiet_from, quiet_to, spend_alert, spend_over_minor, changed_at) on notifications.preference to tessera_app;
grant select, insert on notifications.template to tessera_app;
grant select, insert on notifications.push_key to tessera_app;
grant update (private_sealed) on notifications.push_key to tessera_app;
grant select, insert, delete on notifications.announcement to tessera_app;
grant update (state, title_zh, title_en, text_zh, text_en, audience, channels, publish_at, published_at, withdrawn_at, reached_id, reaching,
  reached_count) on notifications.announcement to tessera_app;
grant select, insert on notifications.incident, notifications.incident_update to tessera_app;
grant update (state, resolved_at) on notifications.incident to tessera_app;

alter table notifications.notice enable row level security;
alter table notifications.notice force row level security;
create policy notice_own on notifications.notice using (
  (select platform.is_system()) or (person_kind = (select platform.actor_kind()) and person_id = (select platform.actor_id()))
);

alter table notifications.push_device enable row level security;
alter table notifications.push_device force row level security;
create policy push_device_own on notifications.push_device using (
  (select platform.is_system()) or (person_kind = (select platform.actor_kind()) and person_id = (select platform.actor_id()))
);

alter table notifications.preference enable row level security;
alter table notifications.preference force row level security;
create policy preference_own on notifications.preference using (
  (select platform.is_system()) or (person_kind = (select platform.actor_kind()) and person_id = (select platform.actor_id()))
);

-- Staff of the operator sees what left for the people whom it may see, by those people's own policies.
alter table notifications.delivery enable row level security;
alter table notifications.delivery force row level security;
create policy delivery_seen on notifications.delivery for select using (
  (select platform.is_system())
  or ((select platform.is_operator()) and case person_kind
    when 'member' then exists (select from members.member where member.id = person_id)
    else exists (select from organizations.staff where staff.id = person_id) end)
);
create policy delivery_made on notifications.delivery for insert with check ((select platform.is_system()));
create policy delivery_changed on notifications.delivery for update using ((select platform.is_system() or platform.is_operator()));

-- Texts are no secret; whoever is told something is told it in them.
alter table notifications.template enable row level security;
alter table notifications.template force row level security;
create policy template_read on notifications.template for select using (true);
create policy template_written on notifications.template for insert with check ((select platform.is_operator() or platform.is_system()));

alter table notifications.push_key enable row level security;
alter table notifications.push_key force row level security;
create policy push_key_system on notifications.push_key using ((select platform.is_system()));

alter table notifications.announcement enable row level security;
alter table notifications.announcement force row level security;
create policy announcement_operator on notifications.announcement using ((select platform.is_operator() or platform.is_system()));

-- Anybody may know what is out of order.
alter table notifications.incident enable row level security;
alter table notifications.incident force row level security;
create policy incident_read on notifications.incident for select using (true);
create policy incident_opened on notifications.incident for insert with check ((select platform.is_operator() or platform.is_system()));
create policy incident_changed on notifications.incident for update using ((select platform.is_operator() or platform.is_system()));
alter table notifications.incident_update enable row level security;
alter table notifications.incident_update force row level security;
create policy incident_update_read on notifications.incident_update for select using (true);
create policy incident_update_written on notifications.incident_update for insert with check ((select platform.is_operator() or platform.is_system()));

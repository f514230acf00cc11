-- What organizers offer: events with sessions, kinds of tickets, how many of them, for whom, and when they are sold.
grant usage on schema events to tessera_app;

create table events.event (
  id uuid not null constraint event_pkey primary key,
  merchant_id uuid not null constraint event_merchant_fkey references organizations.organization (id),
  kind text not null constraint event_kind_known check (kind in ('show', 'cinema', 'match', 'attraction', 'course', 'rail')),
  title text not null,
  description text not null,
  visitor_notes text not null,
  venue_id uuid,
  place text not null,                       -- where it is, without a venue
  region text not null,
  sales_end_minutes int not null,            -- before a session begins
  windows jsonb not null,                    -- when what is sold where and to whom: read whole with every offer
  questions jsonb not null,                  -- what buyers are asked
  state text not null default 'draft' constraint event_state_known check (state in ('draft', 'published', 'canceled')),
  cancel_reason text not null default '',
  revision int not null default 1,
  price_from_minor int,                      -- of the kinds that are offered: what lists show and filter by
  price_to_minor int,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  published_at timestamptz,
  search_text text collate "C" not null generated always as (lower(title || ' ' || place || ' ' || region)) stored,
  constraint event_venue_fkey foreign key (venue_id, merchant_id) references venues.venue (id, merchant_id),
  constraint event_merchant_key unique (id, merchant_id),
  constraint event_published_dated check (state <> 'published' or published_at is not null)
);
create index event_merchant_idx on events.event (merchant_id, id desc);
create index event_published_idx on events.event (kind, region) where state = 'published';

create table events.picture (
  event_id uuid not null constraint picture_pkey primary key,
  merchant_id uuid not null,
  content_type text not null constraint picture_type_known check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  content_sealed text not null,
  constraint picture_event_fkey foreign key (event_id, merchant_id) references events.event (id, merchant_id) on delete cascade
);

-- One time at which it takes place. Its number is what a ticket carries in four bytes.
create table events.session (
  id uuid not null constraint session_pkey primary key,
  number int not null generated always as identity constraint session_number_key unique,
  event_id uuid not null,
  merchant_id uuid not null,
  name text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  doors_at timestamptz,
  seat_plan_id uuid constraint session_plan_fkey references venues.seat_plan (id),
  stops jsonb not null,                      -- of a trip, in order; a leg lies between two
  state text not null default 'planned' constraint session_state_known check (state in ('planned', 'on_sale', 'paused', 'canceled')),
  cancel_reason text not null default '',
  revision int not null default 1,
  constraint session_event_fkey foreign key (event_id, merchant_id) references events.event (id, merchant_id) on delete cascade,
  constraint session_merchant_key unique (id, merchant_id),
  constraint session_ends_later check (ends_at > starts_at),
  constraint session_doors_before check (doors_at <= starts_at)
);
create index session_event_idx on events.session (event_id, starts_at, id);
create index session_ahead_idx on events.session (ends_at, event_id) where state in ('on_sale', 'paused');

-- What can be bought. Its number is what a ticket carries in three bytes. A kind of which some may be sold is retired, never removed.
create table events.ticket_kind (
  id uuid not null constraint ticket_kind_pkey primary key,
  number int not null generated always as identity constraint ticket_kind_number_key unique constraint ticket_kind_number_within check (number < 16777216),
  event_id uuid not null,
  merchant_id uuid not null,
  place int not null,
  fields jsonb not null,                     -- name, prices, limits, refunds, changes: read whole, written whole
  constraint ticket_kind_event_fkey foreign key (event_id, merchant_id) references events.event (id, merchant_id) on delete cascade
);
create index ticket_kind_event_idx on events.ticket_kind (event_id, place);

-- How many there are of some kinds, of each session.
create table events.quota (
  id uuid not null constraint quota_pkey primary key,
  event_id uuid not null,
  merchant_id uuid not null,
  place int not null,
  name text not null,
  size int not null constraint quota_size_within check (size between 0 and 1000000),
  covers jsonb not null,
  constraint quota_event_fkey foreign key (event_id, merchant_id) references events.event (id, merchant_id) on delete cascade
);
create index quota_event_idx on events.quota (event_id, place);

-- Seats, or a number of a quota, that are kept for somebody or not sold at all.
create table events.allocation (
  id uuid not null constraint allocation_pkey primary key,
  session_id uuid not null,
  merchant_id uuid not null,
  place int not null,
  kind text not null constraint allocation_kind_known check (kind in ('channel', 'partner', 'house', 'killed')),
  name text not null,
  channel text,
  seats int[] not null,                      -- places in the plan's file order
  quota_id uuid constraint allocation_quota_fkey references events.quota (id) on delete cascade,
  count int not null constraint allocation_count_within check (count between 0 and 1000000),
  constraint allocation_session_fkey foreign key (session_id, merchant_id) references events.session (id, merchant_id) on delete cascade,
  constraint allocation_channel_named check ((kind = 'channel') = (channel is not null))
);
create index allocation_session_idx on events.allocation (session_id, place);
create index allocation_quota_idx on events.allocation (quota_id) where quota_id is not null;

grant select, insert, delete on events.event, events.picture, events.session, events.ticket_kind, events.quota, events.allocation to tessera_app;
grant update (kind, title, description, visitor_notes, venue_id, place, region, sales_end_minutes, windows, questions, state, cancel_reason, revision,
  price_from_minor, price_to_minor, changed_at, published_at) on events.event to tessera_app;
grant update (content_type, content_sealed) on events.picture to tessera_app;
grant update (name, starts_at, ends_at, doors_at, seat_plan_id, stops, state, cancel_reason, revision) on events.session to tessera_app;
grant update (place, fields) on events.ticket_kind to tessera_app;
grant update (place, name, size, covers) on events.quota to tessera_app;
grant update (place, kind, name, channel, seats, quota_id, count) on events.allocation to tessera_app;

-- Whoever sells may write; what is published is for everybody to read, signed in or not. For whom seats are kept is the organizer's own.
do $$
declare
  name text;
begin
  foreach name in array array['event', 'picture', 'session', 'ticket_kind', 'quota', 'allocation'] loop
    execute format('alter table events.%I enable row level security', name);
    execute format('alter table events.%I force row level security', name);
    execute format('create policy %I on events.%I using ((select platform.is_operator() or platform.is_system())
      or merchant_id = (select platform.staff_organization()))', name || '_of_house', name);
  end loop;
  execute 'create policy event_published on events.event for select using (state <> ''draft'')';
  foreach name in array array['picture', 'session', 'ticket_kind', 'quota'] loop
    execute format('create policy %I on events.%I for select using
      (exists (select from events.event e where e.id = event_id and e.state <> ''draft''))', name || '_published', name);
  end loop;
end $$;

-- Where events take place, and where people sit there.
create table venues.venue (
  id uuid not null constraint venue_pkey primary key,
  merchant_id uuid not null constraint venue_merchant_fkey references organizations.organization (id),
  name text not null,
  address text not null,
  gates jsonb not null,                      -- code and name of each, in the order in which they are shown
  revision int not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  constraint venue_name_once unique (merchant_id, name),
  constraint venue_merchant_key unique (id, merchant_id)
);

-- One version of a plan. Drafts are saved over; what is published never changes, and a newer version is a row of its own.
create table venues.seat_plan (
  id uuid not null constraint seat_plan_pkey primary key,
  venue_id uuid not null,
  merchant_id uuid not null,
  name text not null,
  version int not null constraint seat_plan_version_positive check (version > 0),
  content bytea not null,                    -- layout and extras as JSON, compressed: twenty thousand seats are some 200 kB
  seat_count int not null constraint seat_plan_seats_within check (seat_count >= 0),
  standing_count int not null constraint seat_plan_standing_within check (standing_count >= 0),
  revision int not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  published_at timestamptz,
  published_by_name text,
  constraint seat_plan_venue_fkey foreign key (venue_id, merchant_id) references venues.venue (id, merchant_id),
  constraint seat_plan_version_once unique (venue_id, name, version),
  constraint seat_plan_published_whole check ((published_at is null) = (published_by_name is null))
);
create unique index seat_plan_draft_key on venues.seat_plan (venue_id, name) where published_at is null;
create index seat_plan_venue_idx on venues.seat_plan (venue_id, id desc);

-- Whoever may write a draft, the database itself keeps what is published.
create function venues.keep_published() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then
    raise exception 'a published seat plan never changes' using errcode = 'check_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger seat_plan_keeps_published before update or delete on venues.seat_plan for each row execute function venues.keep_published();

grant usage on schema venues to tessera_app;
grant select, insert on venues.venue, venues.seat_plan to tessera_app;
grant update (name, address, gates, revision, changed_at) on venues.venue to tessera_app;
grant update (content, seat_count, standing_count, revision, changed_at, changed_by_name, published_at, published_by_name) on venues.seat_plan to tessera_app;
grant delete on venues.seat_plan to tessera_app;

alter table venues.venue enable row level security;
alter table venues.venue force row level security;
create policy venue_of_house on venues.venue using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.staff_organization())
);
alter table venues.seat_plan enable row level security;
alter table venues.seat_plan force row level security;
create policy seat_plan_of_house on venues.seat_plan using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.staff_organization())
);

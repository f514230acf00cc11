-- What is left of each session. Ids of other modules mean nothing here, so there are no foreign keys to them.
create table inventory.session (
  id uuid not null constraint session_pkey primary key,
  merchant_id uuid not null,
  legs smallint not null constraint session_legs_within check (legs between 1 and 60),
  guids text[] not null,                     -- of the plan's seats, in the order of their ordinals: what is taken keeps its place
  is_paused boolean not null default false,
  opens_at timestamptz,
  closes_at timestamptz,
  opened_at timestamptz not null
);

-- A bit a leg. `taken` is held or sold; what is held has a hold.
create table inventory.seat (
  session_id uuid not null constraint seat_session_fkey references inventory.session (id),
  ordinal int not null,
  category smallint not null,
  zone smallint not null,
  allocation_id uuid,
  is_killed boolean not null default false,
  taken bigint not null default 0 constraint seat_taken_positive check (taken >= 0),
  sold bigint not null default 0,
  constraint seat_pkey primary key (session_id, ordinal),
  constraint seat_sold_is_taken check (sold & taken = sold)
) with (fillfactor = 70);                    -- a seat is written over on its own page: no index names what changes

create table inventory.counter (
  id uuid not null constraint counter_pkey primary key,
  session_id uuid not null constraint counter_session_fkey references inventory.session (id),
  size int not null constraint counter_size_positive check (size >= 0),
  taken int not null default 0 constraint counter_taken_positive check (taken >= 0)
) with (fillfactor = 50);
create index counter_session_idx on inventory.counter (session_id);

-- No foreign key to the session: each hold would lock its row.
create table inventory.hold (
  id uuid not null constraint hold_pkey primary key,
  session_id uuid not null,
  buyer_id uuid,
  status text not null constraint hold_status_known check (status in ('held', 'sold', 'released', 'expired')),
  legs bigint not null,
  seats int[] not null,
  counters uuid[] not null,
  counts int[] not null,
  units int not null constraint hold_units_positive check (units >= 0),
  fingerprint text not null,
  held_at timestamptz not null,
  expires_at timestamptz not null,
  cap_at timestamptz not null,
  ended_at timestamptz,
  constraint hold_counts_paired check (cardinality(counters) = cardinality(counts)),
  constraint hold_expires_by_cap check (expires_at <= cap_at)
);
create index hold_expiry_idx on inventory.hold (session_id, expires_at) where status = 'held';
create index hold_sweep_idx on inventory.hold (expires_at) where status = 'held';
create index hold_buyer_idx on inventory.hold (session_id, buyer_id) where status in ('held', 'sold');
create index hold_ended_idx on inventory.hold (ended_at) where status in ('released', 'expired');

grant usage on schema inventory to tessera_app;
grant select, insert, update on inventory.session, inventory.counter, inventory.hold to tessera_app;
grant delete on inventory.hold to tessera_app;
grant select, insert, update, delete on inventory.seat to tessera_app;

alter table inventory.session enable row level security;
alter table inventory.session force row level security;
create policy session_of_system on inventory.session using ((select platform.is_system()));
alter table inventory.seat enable row level security;
alter table inventory.seat force row level security;
create policy seat_of_system on inventory.seat using ((select platform.is_system()));
alter table inventory.counter enable row level security;
alter table inventory.counter force row level security;
create policy counter_of_system on inventory.counter using ((select platform.is_system()));
alter table inventory.hold enable row level security;
alter table inventory.hold force row level security;
create policy hold_of_system on inventory.hold using ((select platform.is_system()));

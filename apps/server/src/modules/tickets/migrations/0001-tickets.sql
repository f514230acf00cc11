-- The right of one person to enter, what organizers sign it with, and what happened to it.
grant usage on schema tickets to tessera_app;

-- What an organizer's tickets rest on besides its keys. Its row is also the lock under which revocations are numbered.
create table tickets.organizer (
  merchant_id uuid not null constraint organizer_pkey primary key constraint organizer_merchant_fkey references organizations.organization (id),
  secret_sealed text not null,               -- 32 bytes in base64: the turning codes of its sessions are derived from it
  revocation_number int not null default 0
);

-- The newest one signs; earlier ones are accepted until the last ticket that they may have signed is over.
create table tickets.organizer_key (
  id uuid not null constraint organizer_key_pkey primary key,
  merchant_id uuid not null constraint organizer_key_organizer_fkey references tickets.organizer (merchant_id),
  number int not null constraint organizer_key_number_within check (number between 1 and 65535),
  public_key text collate "C" not null,      -- 32 bytes in base64
  private_sealed text not null,
  created_at timestamptz not null,
  accepted_until timestamptz,                -- null while it signs
  constraint organizer_key_number_once unique (merchant_id, number)
);
create unique index organizer_key_signing_key on tickets.organizer_key (merchant_id) where accepted_until is null;

-- What the tickets of a session say of it. The number is the session's own.
create table tickets.session (
  id uuid not null constraint session_pkey primary key,
  merchant_id uuid not null constraint session_organizer_fkey references tickets.organizer (merchant_id),
  number bigint not null constraint session_number_once unique constraint session_number_within check (number between 0 and 4294967295),
  title text not null,
  place text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  notes text not null,
  zone_names text[] not null,                -- the first sixteen zones of its plan
  constraint session_merchant_key unique (id, merchant_id),
  constraint session_zones_within check (cardinality(zone_names) <= 16)
);
create index session_newest_idx on tickets.session (merchant_id, starts_at desc, id desc);

create table tickets.ticket (
  id uuid not null constraint ticket_pkey primary key,
  number bigint not null generated always as identity constraint ticket_number_key unique,
  generation int not null default 1 constraint ticket_generation_within check (generation between 1 and 254),
  state text not null default 'issued' constraint ticket_state_known check (state in ('issued', 'redeemed', 'voided')),
  merchant_id uuid not null,
  session_id uuid not null,
  member_id uuid not null constraint ticket_member_fkey references members.member (id),
  order_id uuid not null,
  position_id uuid not null constraint ticket_position_key unique,   -- an order's position has one ticket, however often it is issued
  kind_id uuid not null,
  kind_number int not null constraint ticket_kind_within check (kind_number between 0 and 16777215),
  kind_name text not null,
  add_on_kinds int[] not null,
  zones int not null constraint ticket_zones_within check (zones between 0 and 65535),
  seat_ordinal int constraint ticket_seat_within check (seat_ordinal between 0 and 16777214),
  seat_words text not null,
  holder_name text not null,
  is_paper_allowed boolean not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  issued_at timestamptz not null,
  redeemed_at timestamptz,
  redeemed_where text not null default '',
  voided_at timestamptz,
  void_reason text not null default '',
  revocation_number int,                     -- of its organizer's list, when the ticket last came onto it
  search_text text collate "C" not null,     -- holder, title and seat, lower case
  constraint ticket_session_fkey foreign key (session_id, merchant_id) references tickets.session (id, merchant_id),
  constraint ticket_valid_some_time check (valid_until > valid_from),
  constraint ticket_redeemed_dated check ((state = 'redeemed') <= (redeemed_at is not null)),
  constraint ticket_voided_dated check ((state = 'voided') = (voided_at is not null))
);
create index ticket_member_idx on tickets.ticket (member_id, valid_until);
create index ticket_session_idx on tickets.ticket (session_id, id desc);
create index ticket_merchant_idx on tickets.ticket (merchant_id, id desc);
create index ticket_order_idx on tickets.ticket (order_id);
create index ticket_revoked_idx on tickets.ticket (merchant_id, revocation_number) where revocation_number is not null;

-- Who did what with a ticket. Never edited.
create table tickets.trace (
  id uuid not null constraint trace_pkey primary key,
  ticket_id uuid not null constraint trace_ticket_fkey references tickets.ticket (id),
  act text not null constraint trace_act_known check (act in ('issued', 'reissued', 'transferred', 'voided', 'redeemed', 'unredeemed', 'printed', 'downloaded')),
  generation int not null,
  by_name text not null,                     -- somebody at work, or a device; empty where the holder or the system did it
  note text not null,
  at timestamptz not null
);
create index trace_ticket_idx on tickets.trace (ticket_id, id);

grant select, insert on tickets.organizer, tickets.organizer_key, tickets.session, tickets.ticket, tickets.trace to tessera_app;
grant update (secret_sealed, revocation_number) on tickets.organizer to tessera_app;
grant update (private_sealed, accepted_until) on tickets.organizer_key to tessera_app;
grant update (title, place, starts_at, ends_at, notes, zone_names) on tickets.session to tessera_app;
grant update (generation, state, member_id, holder_name, search_text, redeemed_at, redeemed_where, voided_at, void_reason, revocation_number)
  on tickets.ticket to tessera_app;

-- Only the system writes: use cases decide who may, then act as it.
alter table tickets.organizer enable row level security;
alter table tickets.organizer force row level security;
create policy organizer_of_system on tickets.organizer using ((select platform.is_system()));

alter table tickets.organizer_key enable row level security;
alter table tickets.organizer_key force row level security;
create policy organizer_key_read on tickets.organizer_key for select using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.staff_organization())
);
create policy organizer_key_write on tickets.organizer_key using ((select platform.is_system()));

alter table tickets.ticket enable row level security;
alter table tickets.ticket force row level security;
create policy ticket_read on tickets.ticket for select using (
  (select platform.is_operator() or platform.is_system())
  or member_id = (select platform.actor_member())
  or merchant_id = (select platform.staff_organization())
);
create policy ticket_write on tickets.ticket using ((select platform.is_system()));
create policy ticket_in_scope on tickets.ticket as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

-- A session is its organizer's, and of whoever holds a ticket to it.
alter table tickets.session enable row level security;
alter table tickets.session force row level security;
create policy session_read on tickets.session for select using (
  (select platform.is_operator() or platform.is_system())
  or merchant_id = (select platform.staff_organization())
  or exists (select from tickets.ticket where ticket.session_id = session.id and ticket.member_id = (select platform.actor_member()))
);
create policy session_write on tickets.session using ((select platform.is_system()));

alter table tickets.trace enable row level security;
alter table tickets.trace force row level security;
create policy trace_read on tickets.trace for select using (
  (select platform.is_operator() or platform.is_system())
  or exists (select from tickets.ticket where ticket.id = trace.ticket_id and ticket.merchant_id = (select platform.staff_organization()))
);
create policy trace_in_scope on tickets.trace as restrictive using (
  (select platform.actor_departments() is null) or ticket_id in (select id from tickets.ticket)
);
create policy trace_write on tickets.trace using ((select platform.is_system()));

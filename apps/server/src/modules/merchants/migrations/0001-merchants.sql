-- How a company becomes a merchant: its application with documents, the contract that two people sign, the shops.
grant usage on schema merchants to tessera_app;

create table merchants.application (
  id uuid not null constraint application_pkey primary key,
  company_name text not null,
  registration_number text not null,
  search_name text collate "C" not null generated always as (lower(company_name || ' ' || registration_number)) stored,
  category text not null,
  contact_name text not null,
  phone_sealed text not null,
  phone_hash text not null,                  -- whoever proves this phone sees the application
  region text not null,
  address text not null,
  note text not null,
  state text not null default 'submitted'
    constraint application_state_known check (state in ('submitted', 'incomplete', 'refused', 'approved', 'contracted')),
  message text not null default '',          -- what is asked for, or why it was refused
  revision int not null default 1,           -- counts what the applicant changes
  reviewed_by uuid,
  reviewed_by_name text,
  organization_id uuid constraint application_organization_fkey references organizations.organization (id),
  submitted_at timestamptz not null,
  changed_at timestamptz not null,
  constraint application_contracted_has_merchant check ((state = 'contracted') = (organization_id is not null)),
  constraint application_reviewer_whole check ((reviewed_by is null) = (reviewed_by_name is null))
);
create index application_phone_idx on merchants.application (phone_hash, id desc);
-- One application under way for one company from one phone.
create unique index application_open_key on merchants.application (phone_hash, registration_number) where state <> 'refused';

create table merchants.document (
  id uuid not null constraint document_pkey primary key,
  application_id uuid not null constraint document_application_fkey references merchants.application (id),
  name text not null,
  type text not null constraint document_type_known check (type in ('image/jpeg', 'image/png', 'application/pdf')),
  bytes int not null constraint document_bytes_within check (bytes between 1 and 4194304),
  content_sealed text not null,
  added_at timestamptz not null
);
create index document_application_idx on merchants.document (application_id, id);

-- Its terms are never edited: what changes is a new version. Drawn up by one person, signed by another.
create table merchants.contract (
  id uuid not null constraint contract_pkey primary key,
  application_id uuid constraint contract_application_fkey references merchants.application (id),
  organization_id uuid constraint contract_organization_fkey references organizations.organization (id),
  version int,
  commission_bps int not null constraint contract_commission_within check (commission_bps between 0 and 10000),
  cycle text not null constraint contract_cycle_known check (cycle in ('day', 'week', 'month')),
  min_payout_minor bigint not null constraint contract_min_payout_within check (min_payout_minor >= 0),
  payout_holder text not null,
  payout_bank text not null,
  payout_sealed text not null,
  payout_tail text not null,
  valid_from date not null,
  ended_on date,                             -- the first day on which it does not hold any more
  state text not null default 'drawn' constraint contract_state_known check (state in ('drawn', 'signed', 'ended', 'discarded')),
  drawn_by uuid not null,
  drawn_by_name text not null,
  drawn_at timestamptz not null,
  signed_by uuid,
  signed_by_name text,
  signed_at timestamptz,
  constraint contract_of_somebody check (application_id is not null or organization_id is not null),
  constraint contract_two_people check (signed_by is null or signed_by <> drawn_by),
  constraint contract_signed_whole check (
    (state in ('signed', 'ended')) = (version is not null and signed_by is not null and signed_by_name is not null and signed_at is not null)
  ),
  constraint contract_signed_has_merchant check (state not in ('signed', 'ended') or organization_id is not null),
  constraint contract_ended_has_day check ((state = 'ended') = (ended_on is not null)),
  constraint contract_version_key unique (organization_id, version)
);
create index contract_application_idx on merchants.contract (application_id) where application_id is not null;

-- The account on which the books gather what a merchant is to be paid. Opened with the first contract.
create table merchants.payable (
  organization_id uuid not null constraint payable_pkey primary key
    constraint payable_organization_fkey references organizations.organization (id),
  account_id bigint not null,
  opened_at timestamptz not null
);

create table merchants.shop (
  id uuid not null constraint shop_pkey primary key,
  organization_id uuid not null constraint shop_organization_fkey references organizations.organization (id),
  name text not null,
  region text not null,
  address text not null,
  search_name text collate "C" not null generated always as (lower(name || ' ' || region || ' ' || address)) stored,
  phone text not null,
  opens_at text not null constraint shop_opens_at_form check (opens_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  closes_at text not null constraint shop_closes_at_form check (closes_at ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
  open_days int[] not null constraint shop_open_days_within check (open_days <@ array[1, 2, 3, 4, 5, 6, 7]),  -- Monday is 1
  latitude double precision constraint shop_latitude_within check (latitude between -90 and 90),
  longitude double precision constraint shop_longitude_within check (longitude between -180 and 180),
  state text not null default 'on' constraint shop_state_known check (state in ('on', 'off')),
  created_at timestamptz not null,
  constraint shop_name_key unique (organization_id, name),
  constraint shop_place_whole check ((latitude is null) = (longitude is null))
);
create index shop_organization_idx on merchants.shop (organization_id, id desc);
create index shop_region_idx on merchants.shop (region);

grant select, insert on merchants.application, merchants.document, merchants.contract, merchants.payable, merchants.shop to tessera_app;
grant update (company_name, registration_number, category, contact_name, region, address, note, state, message, revision, reviewed_by,
  reviewed_by_name, organization_id, changed_at) on merchants.application to tessera_app;
grant delete on merchants.document to tessera_app;
grant update (organization_id, version, state, ended_on, signed_by, signed_by_name, signed_at) on merchants.contract to tessera_app;
grant update (name, region, address, phone, opens_at, closes_at, open_days, latitude, longitude, state) on merchants.shop to tessera_app;

alter table merchants.application enable row level security;
alter table merchants.application force row level security;
create policy application_of_operator on merchants.application using ((select platform.is_operator() or platform.is_system()));
alter table merchants.document enable row level security;
alter table merchants.document force row level security;
create policy document_of_operator on merchants.document using ((select platform.is_operator() or platform.is_system()));

alter table merchants.contract enable row level security;
alter table merchants.contract force row level security;
create policy contract_of_operator on merchants.contract using ((select platform.is_operator() or platform.is_system()));
create policy contract_read_by_merchant on merchants.contract for select
  using (organization_id = (select platform.staff_organization()) and state in ('signed', 'ended'));

alter table merchants.payable enable row level security;
alter table merchants.payable force row level security;
create policy payable_of_operator on merchants.payable using ((select platform.is_operator() or platform.is_system()));
create policy payable_read_by_merchant on merchants.payable for select using (organization_id = (select platform.staff_organization()));

alter table merchants.shop enable row level security;
alter table merchants.shop force row level security;
create policy shop_of_house on merchants.shop using (
  (select platform.is_operator() or platform.is_system()) or organization_id = (select platform.staff_organization())
);
create policy shop_read on merchants.shop for select using (
  organization_id = (select platform.actor_merchant()) or ((select platform.actor_kind()) = 'member' and state = 'on')
);

-- The keys of sealed data, each wrapped under a key derived from SECRET, so that SECRET can change without touching the data.
create table platform.data_key (
  use text not null constraint data_key_use_known check (use in ('seal', 'index')),
  version int not null constraint data_key_version_positive check (version > 0),
  wrapped text,                             -- null once retired: the key is gone, and with it whatever was sealed under it
  created_at timestamptz not null,
  active_at timestamptz not null,           -- from then on it seals; every server knows it before
  retired_at timestamptz,
  constraint data_key_pkey primary key (use, version),
  constraint data_key_index_stays check (use = 'seal' or (version = 1 and retired_at is null)),
  constraint data_key_retired_is_gone check ((wrapped is null) = (retired_at is not null))
);

-- How far the sealed columns were sealed anew under the newest key.
create table platform.resealing (
  sealed_column text not null constraint resealing_pkey primary key,    -- schema.table.column
  version int not null,
  after text[],                             -- key of the last row that was looked at
  walked int not null default 0,
  total int not null,
  broken int not null default 0,            -- rows that no known key opens
  started_at timestamptz not null,
  finished_at timestamptz
);

-- An installation that is older than its key ring has sealed under SECRET itself, which therefore becomes its first key.
create table platform.key_origin (
  one boolean not null default true constraint key_origin_pkey primary key constraint key_origin_one check (one),
  founded_on_secret boolean not null
);
insert into platform.key_origin (founded_on_secret) select exists (select from platform.migration where module <> 'platform');

grant select, insert on platform.data_key to tessera_app;
grant update (wrapped, retired_at) on platform.data_key to tessera_app;
grant select, insert, update on platform.resealing to tessera_app;
grant select on platform.key_origin to tessera_app;

alter table platform.data_key enable row level security;
alter table platform.data_key force row level security;
create policy data_key_of_the_system on platform.data_key using ((select platform.is_system())) with check ((select platform.is_system()));
alter table platform.resealing enable row level security;
alter table platform.resealing force row level security;
create policy resealing_of_the_system on platform.resealing using ((select platform.is_system())) with check ((select platform.is_system()));
alter table platform.key_origin enable row level security;
alter table platform.key_origin force row level security;
create policy key_origin_of_the_system on platform.key_origin for select using ((select platform.is_system()));

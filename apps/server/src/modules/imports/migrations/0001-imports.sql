create table imports.import (
  id uuid not null constraint import_pkey primary key,            -- the key of the upload
  kind text not null,
  organization_id uuid not null,                                  -- whose people may see it
  staff_id uuid not null,                                         -- who uploaded it
  started_by text not null,                                       -- the name, as it was then
  user_id uuid not null,                                          -- in whose name the work is done: who uploaded, checked or confirmed last
  status text not null constraint import_status_known check (status in
    ('uploading', 'reading', 'mapping', 'checking', 'checked', 'applying', 'paused', 'done', 'undoing', 'undone', 'cancelled', 'failed')),
  fault text,                                                     -- why it failed or paused by itself
  fault_row integer,
  file_name text not null,
  file_type text,
  file_encoding text,
  file_bytes bigint not null default 0,
  file_hash text,                                                 -- keyed, to know the same file again
  headers_sealed text,                                            -- a file without headings holds a person in its first line
  mapping jsonb,                                                  -- column → place in the file
  options jsonb not null default '{}',
  row_count integer not null default 0,
  done_count integer not null default 0,                          -- rows of the phase under way
  new_count integer not null default 0,
  changed_count integer not null default 0,
  unchanged_count integer not null default 0,
  wrong_count integer not null default 0,
  undone_count integer not null default 0,
  claim uuid,                                                     -- the run that works on it
  beat_at timestamptz not null,                                   -- its last sign of life
  created_at timestamptz not null,
  confirmed_at timestamptz,
  finished_at timestamptz,
  content_removed_at timestamptz
);
create index import_organization_idx on imports.import (organization_id, id);
create index import_working_idx on imports.import (beat_at) where status in ('uploading', 'reading', 'checking', 'applying', 'undoing');
create index import_kept_idx on imports.import (created_at) where content_removed_at is null;

-- The uploaded file, sealed, in its order.
create table imports.piece (
  import_id uuid not null constraint piece_import_fkey references imports.import (id),
  seq integer not null,
  content_sealed text not null,
  constraint piece_pkey primary key (import_id, seq)
);

-- Rows in groups that are applied together, all or none.
create table imports.batch (
  import_id uuid not null constraint batch_import_fkey references imports.import (id),
  seq integer not null,
  row_count integer not null,
  rows_sealed text,                                               -- [[row, [cells]]], null after the content was removed
  is_applied boolean not null default false,
  is_undone boolean not null default false,
  verdicts jsonb,                                                 -- one per row, with no cell in it
  new_count integer not null default 0,
  changed_count integer not null default 0,
  unchanged_count integer not null default 0,
  wrong_count integer not null default 0,
  constraint batch_pkey primary key (import_id, seq)
);

grant select, insert, update on imports.import to tessera_app;
grant select, insert, delete on imports.piece to tessera_app;
grant select, insert, update, delete on imports.batch to tessera_app;

-- An organization's people see its imports, the operator's see all; who is bounded to departments sees only what they uploaded themselves.
alter table imports.import enable row level security;
alter table imports.import force row level security;
create policy import_of_organization on imports.import using (
  (select platform.is_system() or platform.is_operator())
  or ((select platform.is_staff()) and organization_id = (select platform.actor_organization()))
);
create policy import_in_scope on imports.import as restrictive using (
  (select platform.actor_departments() is null) or staff_id = (select platform.actor_id())
);

-- What belongs to an import is seen by whoever sees the import.
alter table imports.piece enable row level security;
alter table imports.piece force row level security;
create policy piece_of_import on imports.piece using (exists (select 1 from imports.import where import.id = import_id));
alter table imports.batch enable row level security;
alter table imports.batch force row level security;
create policy batch_of_import on imports.batch using (exists (select 1 from imports.import where import.id = import_id));

-- Slips that came in one file are one batch, which is looked at together.
alter table slips.slip add column import_id uuid;
create index slip_import_idx on slips.slip (import_id) where import_id is not null;

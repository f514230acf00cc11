-- Rows of a file that come after its batch was handed on begin another: of one file one batch is open at a time.
alter table migration.batch drop constraint batch_import_key;
create unique index batch_open_import_key on migration.batch (import_id) where state = 'entered';

-- One old system has one name, however it is typed: "Old  System" is "old system". Of balances that came twice by their spelling the first keeps
-- the name; the others stay as they are, so that nothing that was posted disappears.
select set_config('app.actor_kind', 'system', true);
update migration.batch set source = lower(regexp_replace(btrim(normalize(source, NFKC)), '\s+', ' ', 'g'));
with plain as (
  select id, member_id, state in ('waiting', 'posted') as counts, source,
    lower(regexp_replace(btrim(normalize(source, NFKC)), '\s+', ' ', 'g')) as name
  from migration.opening
)
update migration.opening as opening set source = plain.name from plain
where opening.id = plain.id and plain.source <> plain.name and not exists (
  select from plain as other where other.member_id = plain.member_id and other.name = plain.name and other.counts and other.id <> plain.id
    and (other.source = other.name or other.id < plain.id)
);

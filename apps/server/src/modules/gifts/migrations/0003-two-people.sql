-- Who wrote an offer as it stands, and who let it run: two people. An offer of before this has no writer on record until it is saved again.
alter table gifts.offer
  add column revision int not null default 1,
  add column written_by uuid,
  add column written_by_name text,
  add column started_by uuid,
  add column started_by_name text,
  add constraint offer_writer_whole check ((written_by is null) = (written_by_name is null)),
  add constraint offer_starter_whole check ((started_by is null) = (started_by_name is null)),
  add constraint offer_two_people check (state <> 'running' or written_by is null or (started_by is not null and started_by <> written_by));
grant update (revision, written_by, written_by_name, started_by, started_by_name) on gifts.offer to tessera_app;

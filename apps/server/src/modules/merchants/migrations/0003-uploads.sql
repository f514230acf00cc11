-- Every paper that was ever added counts, so that taking back does not let a stranger add without end.
alter table merchants.application add column uploads int not null default 0;
grant update (uploads) on merchants.application to tessera_app;

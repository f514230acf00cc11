-- Photos are shown in the order that somebody gives them, and not only as they were added.
alter table catalogue.photo add column place int not null default 0;   -- the lower, the earlier; of the same place, the older
grant update (place) on catalogue.photo to tessera_app;

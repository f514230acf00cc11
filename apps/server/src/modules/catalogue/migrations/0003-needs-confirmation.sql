-- Whether the merchant says yes or no to a booking of it first.
alter table catalogue.item add column needs_confirmation boolean not null default false;
grant update (needs_confirmation) on catalogue.item to tessera_app;

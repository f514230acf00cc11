-- Who comes back may leave again: what earlier closures paid is not this one's.
alter table closures.closure add column paid_before_minor bigint not null default 0;
grant update (paid_before_minor) on closures.closure to tessera_app;

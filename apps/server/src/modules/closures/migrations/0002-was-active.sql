-- Whoever was closed as a member before stays closed when a closure is taken back.
alter table closures.closure add column was_active boolean not null default true;
grant update (was_active) on closures.closure to tessera_app;

-- How many its audience had when telling began, to say how far it has come; null for those published before.
alter table notifications.announcement add column audience_count integer;
grant update (audience_count) on notifications.announcement to tessera_app;

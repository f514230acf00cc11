-- For a person who is forgotten: nothing chosen stays.
grant delete on notifications.preference to tessera_app;

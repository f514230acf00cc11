-- A till may stop waiting before a payment's time is up. When the channel itself refuses the payment stays as it was: `expires_at`.
alter table channels."order" add column given_up_at timestamptz;
grant update (given_up_at) on channels."order" to tessera_app;

-- Limits that somebody else than the holder has set, beside the holder's own: the stricter of both counts. Null: none.
alter table ledger.account add column imposed_tx_limit bigint, add column imposed_day_limit bigint;
grant update (imposed_tx_limit, imposed_day_limit) on ledger.account to tessera_app;

-- Replayed whenever it changes (a function whose result changes must be dropped first). Everything runs with the caller's rights,
-- and takes its time and business day from the caller.
--
-- Result codes of a charge: 0 approved · -1 stale · -2 key_reused · -3 account_unknown · -4 unit_mismatch · -5 payee_not_hot
-- Reasons of a decline:     1 wallet_frozen · 2 wallet_closed · 3 insufficient_funds · 4 over_transaction_limit
--                           5 over_day_limit · 6 code_spent · 7 payee_unavailable · 8 reversed_before_arrival
--                           9 over_imposed_transaction_limit · 10 over_imposed_day_limit · ≥ 100 the caller's

create or replace function ledger.bucket_of(account bigint) returns smallint
language sql immutable parallel safe as $$ select (account & 63)::smallint $$;

-- What of the day's limit is used. A payment of a day that is already over (clocks differ at midnight) counts towards the newer day.
create or replace function ledger.spent_on(day_on date, day_spent bigint, today date) returns bigint
language sql immutable parallel safe as $$ select case when day_on >= today then day_spent else 0 end $$;

drop function if exists ledger.refusal_of(smallint, bigint, bigint, bigint, bigint, bigint, bigint, int, bigint, bigint, int, bigint);

-- The one place that says whether an account may pay. Plain SQL, so that it is inlined into the update of the fast path. A limit that is
-- null lets everything through; an imposed one is named before the holder's own, since only the first needs somebody else to change it.
create or replace function ledger.refusal_of(
  status smallint, balance bigint, held bigint, floor bigint, tx_limit bigint, day_limit bigint, imposed_tx bigint, imposed_day bigint,
  spent bigint, fence int, nonce bigint, amount bigint, seen_fence int, new_nonce bigint
) returns smallint language sql immutable parallel safe as $$
  select (case
    when seen_fence <> fence then -1
    when status = 2 then 1
    when status = 3 then 2
    when new_nonce <= nonce then 6
    when amount > imposed_tx then 9
    when spent + amount > imposed_day then 10
    when amount > tx_limit then 4
    when spent + amount > day_limit then 5
    when balance - held - amount < floor then 3
    else 0 end)::smallint $$;

create or replace function ledger.refusal_name(refusal smallint) returns text language sql immutable parallel safe as $$
  select case refusal when -1 then 'stale' when 1 then 'account_frozen' when 2 then 'account_closed' when 3 then 'insufficient_funds'
    when 4 then 'over_transaction_limit' when 5 then 'over_day_limit' when 6 then 'code_spent'
    when 9 then 'over_imposed_transaction_limit' when 10 then 'over_imposed_day_limit' end $$;

create or replace function ledger.epoch_ms(at timestamptz) returns bigint
language sql immutable parallel safe as $$ select (extract(epoch from at) * 1000)::bigint $$;

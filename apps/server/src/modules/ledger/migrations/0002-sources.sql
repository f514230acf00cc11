-- A payment may be drawn from several accounts. A leg that another account than the payer's own gave says whose payment it is: that one's
-- limits count it, and a refund restores them. Both are null in all other rows.
alter table ledger.transfer
  add column payer bigint,                  -- the account whose payment it is, where that is not the debit (a refund: the credit) account
  add column payer_balance bigint;          -- of that account, after the whole posting

alter type ledger.movement add attribute payer bigint;

-- A line of a statement leads to its redemption.
create index redemption_accrual_idx on redemptions.redemption (accrual_id) where accrual_id is not null;

-- What campaigns and coupons took off the money that a member paid; `cash_minor` is what was paid.
alter table redemptions.redemption
  add column discount_minor bigint not null default 0 constraint redemption_discount_not_negative check (discount_minor >= 0);

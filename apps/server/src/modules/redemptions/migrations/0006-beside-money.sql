-- What a redemption is worth beyond the money that was paid for it: the limits of the wallet's day counted it.
alter table redemptions.redemption
  add column beside_minor bigint not null default 0 constraint redemption_beside_not_negative check (beside_minor >= 0);

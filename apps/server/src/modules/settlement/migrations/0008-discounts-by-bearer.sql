-- Who bore a discount: what others bore comes to the merchant as a taking, what it bore itself is missing in its payment. Kept from now on, since
-- what is settled never changes.

alter table settlement.taking
  add column bearer text constraint taking_bearer_known check (bearer in ('platform', 'merchant', 'issuer')),
  add column discount_minor bigint,             -- what came back is negative
  add constraint taking_discount_whole check ((bearer is null) = (discount_minor is null)),
  add constraint taking_discount_brought check (bearer is null or bearer = 'merchant' or discount_minor = amount_minor);
create index taking_discount_idx on settlement.taking (merchant_id, counted_on) include (bearer, discount_minor) where bearer is not null;

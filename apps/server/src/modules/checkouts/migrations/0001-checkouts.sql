-- Payments at tills with campaigns and coupons: what was taken off, who bears it, and what of that came back with a refund.

grant usage on schema checkouts to tessera_app;

create table checkouts.checkout (
  id uuid not null constraint checkout_pkey primary key,      -- the payment's, and the reservation's
  member_id uuid not null constraint checkout_member_fkey references members.member (id),
  merchant_id uuid not null,
  terminal_id uuid not null,
  gross_minor bigint not null constraint checkout_gross_positive check (gross_minor > 0),
  discount_minor bigint not null,
  total_minor bigint not null,
  applied jsonb not null,                                     -- as the payer was told
  returned_minor bigint not null default 0,                   -- of the total
  business_on date not null,
  at timestamptz not null,
  constraint checkout_sums check (discount_minor >= 0 and total_minor >= 0 and discount_minor + total_minor = gross_minor),
  constraint checkout_returned_within check (returned_minor between 0 and total_minor)
);
create index checkout_member_idx on checkouts.checkout (member_id, id desc);
create index checkout_merchant_idx on checkouts.checkout (merchant_id, id desc);

-- What one campaign gave in one of them. Where its merchant does not bear it, the merchant was credited with it by a transfer.
create table checkouts.share (
  checkout_id uuid not null constraint share_checkout_fkey references checkouts.checkout (id),
  campaign_id uuid not null constraint share_campaign_fkey references promotions.campaign (id),
  merchant_id uuid not null,
  member_id uuid not null,
  bearer text not null constraint share_bearer_known check (bearer in ('platform', 'merchant', 'issuer')),
  bearer_id uuid,
  discount_minor bigint not null,
  cost_minor bigint not null constraint share_cost_not_negative check (cost_minor >= 0),
  transfer_id uuid,
  returned_minor bigint not null default 0,
  business_on date not null,
  constraint share_pkey primary key (checkout_id, campaign_id),
  constraint share_returned_within check (returned_minor between 0 and cost_minor)
);
create index share_campaign_idx on checkouts.share (campaign_id, checkout_id desc);

grant select, insert on checkouts.checkout, checkouts.share to tessera_app;
grant update (returned_minor) on checkouts.checkout, checkouts.share to tessera_app;

alter table checkouts.checkout enable row level security;
alter table checkouts.checkout force row level security;
create policy checkout_visible on checkouts.checkout using (
  (select platform.is_operator() or platform.is_system())
  or member_id = (select platform.actor_member())
  or merchant_id = (select platform.staff_organization())
);
create policy checkout_in_scope on checkouts.checkout as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table checkouts.share enable row level security;
alter table checkouts.share force row level security;
create policy share_visible on checkouts.share using (
  (select platform.is_operator() or platform.is_system()) or bearer_id = (select platform.staff_organization())
);
create policy share_in_scope on checkouts.share as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

-- Whoever bears a part of a payment's discount sees that payment, as it sees its share.
create index share_bearer_idx on checkouts.share (bearer_id, checkout_id) where bearer_id is not null;
create policy checkout_of_bearer on checkouts.checkout for select using (
  exists (select from checkouts.share s where s.checkout_id = checkout.id and s.bearer_id = (select platform.staff_organization()))
);

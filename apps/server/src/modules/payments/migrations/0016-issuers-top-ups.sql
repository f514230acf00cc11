-- What an issuer gives out of its deposit, and takes back, are kinds of their own: neither is a counter's top-up, and neither corrects anything.
alter table payments.payment drop constraint payment_kind_known, add constraint payment_kind_known check (kind in (
  'charge', 'refund', 'top_up', 'issuer_top_up', 'issuer_top_up_back', 'withdrawal', 'fee', 'opening', 'adjustment_in', 'adjustment_out',
  'grant', 'grant_expiry', 'grant_return', 'gift', 'gift_return', 'closure', 'meal_plan', 'meal_plan_return', 'registration_in',
  'registration_out', 'gift_card', 'gift_card_return', 'gift_card_taken', 'gift_card_expiry')) not valid;

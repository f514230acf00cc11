-- A gift card that is bought, what comes back of it, what a taken one brings into a wallet, and what is left on it after its last day.
alter table payments.payment drop constraint payment_kind_known, add constraint payment_kind_known check (kind in (
  'charge', 'refund', 'top_up', 'withdrawal', 'fee', 'opening', 'adjustment_in', 'adjustment_out', 'grant', 'grant_expiry', 'grant_return',
  'gift', 'gift_return', 'closure', 'meal_plan', 'meal_plan_return', 'registration_in', 'registration_out',
  'gift_card', 'gift_card_return', 'gift_card_taken', 'gift_card_expiry'));

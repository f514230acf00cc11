-- An anonymous card becomes somebody's own: what was on it moves along.
alter table payments.payment drop constraint payment_kind_known, add constraint payment_kind_known check (kind in (
  'charge', 'refund', 'top_up', 'withdrawal', 'fee', 'opening', 'adjustment_in', 'adjustment_out', 'grant', 'grant_expiry', 'grant_return',
  'gift', 'gift_return', 'closure', 'meal_plan', 'meal_plan_return', 'registration_in', 'registration_out'));

-- Whatever moves a member's money is a row that people look at, whoever posted it. Its kind says which way it went.
alter table payments.payment drop constraint payment_kind_known, add constraint payment_kind_known check (kind in (
  'charge', 'refund', 'top_up', 'withdrawal', 'fee', 'opening', 'adjustment_in', 'adjustment_out', 'grant', 'grant_expiry', 'grant_return',
  'gift', 'gift_return', 'closure'));
alter table payments.payment drop constraint payment_charge_has_merchant, add constraint payment_charge_has_merchant
  check (kind not in ('charge', 'refund') or merchant_id is not null);
alter table payments.payment drop constraint payment_refund_has_original, add constraint payment_refund_has_original
  check (kind <> 'refund' or original_id is not null);
-- Null where only another purse than cash was touched.
alter table payments.payment alter column balance_after_minor drop not null;

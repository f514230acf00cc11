-- The last withdrawal of a leaver may go to a bank account, by hand.
alter table funding.withdrawal drop constraint withdrawal_way_known;
alter table funding.withdrawal add constraint withdrawal_way_known check (way in ('source', 'cash', 'bank'));
alter table funding.withdrawal_part drop constraint withdrawal_part_cash_has_no_order;
alter table funding.withdrawal_part add constraint withdrawal_part_by_hand_has_no_order
  check ((order_id is null) = (channel in ('cash', 'bankTransfer')) or (order_id is not null and channel <> 'cash'));

-- Cash for gift cards over the counter, and back.
alter table sales.cash_move drop constraint cash_move_kind_known, add constraint cash_move_kind_known check (kind in (
  'topUp', 'withdrawal', 'closure', 'deposit', 'giftCard', 'sale', 'refund', 'other'));

-- Members use coupons also where they pay by themselves, at no terminal.
alter table checkouts.checkout alter column terminal_id drop not null;

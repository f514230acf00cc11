-- It is the money that was paid for what was redeemed, and not what that was worth.
alter table reports.day_sum rename column worth_minor to cash_minor;
alter table reports.hour_sum rename column worth_minor to cash_minor;
-- A function's columns cannot be renamed; it is made anew with the others.
drop function if exists reports.redeemed_on(date);

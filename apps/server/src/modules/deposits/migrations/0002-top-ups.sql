-- A deposit also pays what its issuer gives its members.
alter table deposits.line
  drop constraint line_kind_known,
  drop constraint line_sign,
  add constraint line_kind_known check (kind in ('deposit', 'bill', 'topUp', 'topUpBack')),
  add constraint line_sign check (case when kind in ('deposit', 'topUpBack') then amount_minor > 0 when kind = 'topUp' then amount_minor < 0 else true end);

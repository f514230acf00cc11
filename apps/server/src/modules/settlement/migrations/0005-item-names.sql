-- What an item was called on the day; '' for what was written down before names were kept.
alter table settlement.accrual add column item_name text not null default '';
alter table settlement.share add column item_name text not null default '';
alter table settlement.accrual alter column item_name drop default;
alter table settlement.share alter column item_name drop default;

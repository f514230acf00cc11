-- A page of the lines behind a margin is found where it begins, of everything or of one programme, merchant or item.
create index share_newest_idx on settlement.share (counted_on, accrual_id, programme_id);
create index share_programme_idx on settlement.share (programme_id, counted_on, accrual_id);
create index share_merchant_idx on settlement.share (merchant_id, counted_on, accrual_id);
create index share_item_idx on settlement.share (item_id, counted_on, accrual_id);

-- Since when desks count their drawers. What was taken before was counted in the way of that time: it stands in the list, and no shift claims it.
-- Books without a page have no such time.
create table sales.count_start (
  one boolean not null default true constraint count_start_pkey primary key constraint count_start_once check (one),
  since timestamptz not null
);
insert into sales.count_start (since)
select case when exists (select from ledger.page)
  then coalesce((select applied_at from platform.migration where module = 'sales' and name = '0004-desks.sql'), now())
  else '-infinity' end;
grant select on sales.count_start to tessera_app;

alter table sales.cash_move add column predates_counts boolean not null default false;
select set_config('app.actor_kind', 'system', true);
update sales.cash_move set predates_counts = true where shift_id is null and at < (select since from sales.count_start);
alter table sales.cash_move add constraint cash_move_counted_since_then check (shift_id is null or not predates_counts);
drop index if exists sales.cash_move_uncounted_idx;
create index cash_move_uncounted_idx on sales.cash_move (staff_id) where shift_id is null and staff_id is not null and not predates_counts;

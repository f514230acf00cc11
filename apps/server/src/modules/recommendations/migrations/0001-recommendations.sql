-- Which items are redeemed by the same people, as counts of several: no row leads to a person.

create table recommendations.pair (
  item_id uuid not null constraint pair_item_fkey references catalogue.item (id),
  with_item_id uuid not null constraint pair_with_item_fkey references catalogue.item (id),   -- the item itself: how many redeemed it
  member_count int not null constraint pair_count_positive check (member_count > 0),
  constraint pair_pkey primary key (item_id, with_item_id)
);
grant select, insert, delete on recommendations.pair to tessera_app;

alter table recommendations.pair enable row level security;
alter table recommendations.pair force row level security;
create policy pair_system on recommendations.pair using ((select platform.is_system()));

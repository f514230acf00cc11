-- Days on which something was sold or refunded past all wallets since they were summed last, as redemptions keep theirs.
create table sales.changed_day (business_on date not null);
create index changed_day_idx on sales.changed_day (business_on);
grant select, insert, delete on sales.changed_day to tessera_app;

alter table sales.changed_day enable row level security;
alter table sales.changed_day force row level security;
create policy changed_day_said on sales.changed_day for insert with check (true);
create policy changed_day_summed on sales.changed_day using ((select platform.is_system()));

create function sales.day_changes() returns trigger language plpgsql as $$
begin
  insert into sales.changed_day (business_on) values (new.business_on);
  return null;
end $$;
create trigger sale_changes_day after insert or update of state on sales.sale
  for each row when (new.state = 'paid') execute function sales.day_changes();
create trigger refund_changes_day after insert or update of state on sales.refund
  for each row execute function sales.day_changes();

select set_config('app.actor_kind', 'system', true);
insert into sales.changed_day (business_on)
select distinct business_on from sales.sale where state = 'paid' union select business_on from sales.refund;

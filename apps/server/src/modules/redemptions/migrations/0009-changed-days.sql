-- Days on which something was redeemed, taken or given back since they were summed last. Whoever sums a day takes its rows away first: what commits
-- meanwhile leaves a row of its own. Without a key, so that nobody who redeems waits for another.
create table redemptions.changed_day (business_on date not null);
create index changed_day_idx on redemptions.changed_day (business_on);
grant select, insert, delete on redemptions.changed_day to tessera_app;

alter table redemptions.changed_day enable row level security;
alter table redemptions.changed_day force row level security;
create policy changed_day_said on redemptions.changed_day for insert with check (true);
create policy changed_day_summed on redemptions.changed_day using ((select platform.is_system()));

-- Also when a server of the version before redeems.
create function redemptions.day_changes() returns trigger language plpgsql as $$
begin
  insert into redemptions.changed_day (business_on) values (new.business_on);
  return null;
end $$;
create trigger redemption_changes_day after insert or update of returned_quantity, taken_at on redemptions.redemption
  for each row execute function redemptions.day_changes();

select set_config('app.actor_kind', 'system', true);
insert into redemptions.changed_day (business_on) select distinct business_on from redemptions.redemption;

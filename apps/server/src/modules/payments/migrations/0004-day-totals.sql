-- A day's total is over the payments of all members: who is bounded to departments adds up the payments seen instead. Totals are kept by the
-- system alone, in the name of whoever pays, tops up or gives back; so reading them can be bounded without standing in the way of counting.
drop policy day_total_of_own on payments.day_total;
create policy day_total_read on payments.day_total for select using (
  (select platform.is_system() or (platform.is_operator() and platform.actor_departments() is null))
  or ((select platform.actor_kind()) in ('staff', 'terminal') and merchant_id = (select platform.actor_organization()))
);
create policy day_total_begun on payments.day_total for insert with check ((select platform.is_system()));
create policy day_total_counted on payments.day_total for update using ((select platform.is_system()));

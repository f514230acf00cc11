-- A member's days of a month in one row, so that a page over months does not read every day of everybody. Follows member_day row by row.
create table reports.member_month (
  month_on date not null constraint member_month_on_first check (extract(day from month_on) = 1),
  party_id uuid,
  member_id uuid not null,
  day_count int not null,                       -- days with a visit
  visit_count int not null,
  amount bigint not null,
  last_on date,                                 -- of the visits; null: none is left
  constraint member_month_key unique nulls not distinct (party_id, month_on, member_id)
);
create index member_month_member_idx on reports.member_month (member_id);
grant select, insert, update, delete on reports.member_month to tessera_app;

alter table reports.member_month enable row level security;
alter table reports.member_month force row level security;
create policy member_month_read on reports.member_month for select using (
  (select platform.is_operator() or platform.is_system()) or party_id = (select platform.staff_organization())
);
create policy member_month_write on reports.member_month using ((select platform.is_system()));
create policy member_month_in_scope on reports.member_month as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

-- A server of the version before must not make a day between this and the new function: it would not carry what changes into the month.
select pg_advisory_xact_lock(hashtext('reports.make_changed_days'));
drop function if exists reports.make_day(date);
drop function if exists reports.marks(date);

select set_config('app.actor_kind', 'system', true);
insert into reports.member_month (month_on, party_id, member_id, day_count, visit_count, amount, last_on)
select date_trunc('month', business_on)::date, party_id, member_id, count(*) filter (where visit_count > 0), sum(visit_count), sum(amount),
  max(business_on) filter (where visit_count > 0)
from reports.member_day group by 1, 2, 3;

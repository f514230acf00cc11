-- What issuers are billed and merchants are owed, by day: a margin is asked of these, and of the accruals that are not in them yet.
create table settlement.margin_day (
  counted_on date not null,
  issuer_id uuid,                               -- null: a programme of the operator's own
  programme_id uuid not null,
  merchant_id uuid not null,
  item_id uuid not null,
  item_name text not null,
  share_count bigint not null,
  issuer_count bigint not null,                 -- those that count for their issuer: one of an accrual
  accrual_count bigint not null,                -- those that count for their accrual: one of each
  points bigint not null,
  bills_minor bigint not null,
  payables_minor bigint not null,
  constraint margin_day_key unique nulls not distinct (counted_on, programme_id, merchant_id, item_id, issuer_id)
);
create table settlement.margin_waiting (accrual_id uuid not null constraint margin_waiting_pkey primary key);

grant select, insert, update on settlement.margin_day to tessera_app;
grant select, insert, delete on settlement.margin_waiting to tessera_app;

alter table settlement.margin_day enable row level security;
alter table settlement.margin_day force row level security;
create policy margin_day_read on settlement.margin_day for select using ((select platform.is_operator() or platform.is_system()));
create policy margin_day_write on settlement.margin_day using ((select platform.is_system()));
alter table settlement.margin_waiting enable row level security;
alter table settlement.margin_waiting force row level security;
create policy margin_waiting_read on settlement.margin_waiting for select using ((select platform.is_operator() or platform.is_system()));
create policy margin_waiting_write on settlement.margin_waiting using ((select platform.is_system()));

-- Whoever accrues, also a server of the version before, leaves word of it.
create function settlement.margin_waits() returns trigger language plpgsql as $$
begin
  insert into settlement.margin_waiting (accrual_id) select distinct accrual_id from added on conflict do nothing;
  return null;
end $$;
create trigger share_margin_waits after insert on settlement.share
  referencing new table as added for each statement execute function settlement.margin_waits();

-- What accrued before is summed by the job, a step at a time.
select set_config('app.actor_kind', 'system', true);
insert into settlement.margin_waiting (accrual_id) select distinct accrual_id from settlement.share;

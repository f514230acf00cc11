-- Sums of our own books that agreed may differ again; then somebody has to look again. All else that is ended stays ended.
create or replace function reconciliation.go_forward() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'difference' then
    if old.kind = 'books' and old.state = 'explained' and new.state = 'open' then return new; end if;
  end if;
  if old.state in ('adjusted', 'explained', 'confirmed', 'rejected', 'matched', 'refused') and new.state <> old.state then
    raise exception 'a % cannot become %', old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Our side of a channel's day, summed up when a bill is matched: over a million movements that takes seconds.
create table reconciliation.channel_day (
  channel_key text not null,
  business_on date not null,
  matched_count int not null,                   -- agree with a line in number, kind and amount
  paid_count int not null,
  paid_minor bigint not null,
  refunded_count int not null,
  refunded_minor bigint not null,
  moved_minor bigint not null,                  -- of other days on this bill, less those of this day on another; net
  constraint channel_day_pkey primary key (channel_key, business_on)
);

-- The sums that were held against each other, as they were when somebody or something looked last.
create table reconciliation.day_check (
  business_on date not null,
  place int not null,                           -- in the order in which they are shown
  check_name text not null,
  channel_key text,                             -- null: about all
  left_minor bigint not null,
  right_minor bigint not null,
  checked_at timestamptz not null,
  constraint day_check_pkey primary key (business_on, place)
);

grant select, insert, update on reconciliation.channel_day to tessera_app;
grant select, insert, delete on reconciliation.day_check to tessera_app;

do $$
declare v_table text;
begin
  foreach v_table in array array['channel_day', 'day_check'] loop
    execute format('alter table reconciliation.%I enable row level security', v_table);
    execute format('alter table reconciliation.%I force row level security', v_table);
    execute format('create policy %I on reconciliation.%I using ((select platform.is_system() or (platform.is_operator() and platform.actor_departments() is null)))',
      v_table || '_of_house', v_table);
  end loop;
end $$;

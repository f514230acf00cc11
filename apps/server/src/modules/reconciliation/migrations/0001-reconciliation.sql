-- A channel's bill of a day, as it was taken in: read once, checked whole before its first line was kept, never changed.
create table reconciliation.bill (
  id uuid not null constraint bill_pkey primary key,
  channel_key text not null,
  business_on date not null,                    -- the channel's day
  source text not null constraint bill_source_known check (source in ('fetched', 'uploaded')),
  state text not null constraint bill_state_known check (state in ('reading', 'matching', 'matched', 'refused')),
  digest text,                                  -- sha256 of its lines, to know the same bill again however it came
  file_name text,
  fault text,
  troubles jsonb not null default '[]',         -- of a refused bill: [{line, fault}], the first of them
  line_count int not null default 0,            -- movements on it
  stored_count int not null default 0,          -- of those, how many are kept: an interrupted reading goes on here
  paid_count int not null default 0,
  paid_minor bigint not null default 0,
  refunded_count int not null default 0,
  refunded_minor bigint not null default 0,
  fee_minor bigint not null default 0,
  taken_by text,                                -- the name, as it was then; null when it was fetched by the clock
  claim uuid not null,                          -- the reading that is at it
  beat_at timestamptz not null,                 -- its last sign of life
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint bill_refused_with_fault check ((state = 'refused') = (fault is not null)),
  constraint bill_stored_within check (stored_count between 0 and line_count)
);
create unique index bill_once_a_day on reconciliation.bill (channel_key, business_on) where state <> 'refused';
create index bill_day_idx on reconciliation.bill (business_on, id);

create table reconciliation.line (
  bill_id uuid not null constraint line_bill_fkey references reconciliation.bill (id),
  line_no int not null,                         -- in the file
  channel_key text not null,
  business_on date not null,
  kind text not null constraint line_kind_known check (kind in ('payment', 'refund')),
  number text not null,
  out_trade_no text not null,
  transaction_no text not null,
  amount_minor bigint not null constraint line_amount_positive check (amount_minor > 0),
  fee_minor bigint not null,
  at timestamptz not null,
  constraint line_pkey primary key (bill_id, line_no)
);
create index line_number_idx on reconciliation.line (channel_key, kind, number);

-- What we know of the channel's movements, copied when a bill is matched.
create table reconciliation.entry (
  id uuid not null constraint entry_pkey primary key,   -- of the order or the refund
  channel_key text not null,
  kind text not null constraint entry_kind_known check (kind in ('payment', 'refund')),
  number text not null,
  out_trade_no text not null,
  order_id uuid not null,
  amount_minor bigint not null constraint entry_amount_positive check (amount_minor > 0),
  at timestamptz not null,
  paid_on date not null,                        -- the channel's day
  constraint entry_number_key unique (channel_key, kind, number)
);
create index entry_day_idx on reconciliation.entry (channel_key, paid_on, kind, number);

-- What does not agree. Only its state moves on; what was seen stays.
create table reconciliation.difference (
  id uuid not null constraint difference_pkey primary key,
  business_on date not null,
  channel_key text not null,                    -- `ledger` where the books differ among themselves
  kind text not null constraint difference_kind_known check (kind in ('long', 'short', 'amount', 'books')),
  entry_kind text not null constraint difference_entry_kind_known check (entry_kind in ('payment', 'refund', 'total')),
  number text not null,
  out_trade_no text not null,
  order_id uuid,
  channel_minor bigint,                         -- as the channel says; null: it says nothing
  our_minor bigint,                             -- as we say
  at timestamptz not null,
  state text not null constraint difference_state_known check (state in ('suspense', 'open', 'proposed', 'parked', 'adjusted', 'explained')),
  reason text constraint difference_reason_bounded check (length(reason) between 1 and 200),
  changed_by text,
  raised_at timestamptz not null,
  changed_at timestamptz not null,
  constraint difference_once unique (business_on, channel_key, entry_kind, number),
  constraint difference_parked_with_reason check (state <> 'parked' or reason is not null)
);
create index difference_day_idx on reconciliation.difference (business_on, id);
create index difference_unsettled_idx on reconciliation.difference (channel_key, business_on) where state in ('suspense', 'open', 'proposed', 'parked');
create index difference_number_idx on reconciliation.difference (channel_key, entry_kind, number);

-- A new entry in the books that answers a difference: entered by one person, confirmed by another.
create table reconciliation.adjustment (
  id uuid not null constraint adjustment_pkey primary key,   -- also of the ledger's transfer
  difference_id uuid not null constraint adjustment_difference_fkey references reconciliation.difference (id),
  direction text not null constraint adjustment_direction_known check (direction in ('in', 'out')),  -- the channel owes us more, or less
  amount_minor bigint not null constraint adjustment_amount_positive check (amount_minor > 0),
  reason text not null constraint adjustment_reason_bounded check (length(reason) between 1 and 200),
  state text not null constraint adjustment_state_known check (state in ('proposed', 'confirmed', 'rejected')),
  maker_id uuid not null,
  maker_name text not null,
  made_at timestamptz not null,
  checker_id uuid,
  checker_name text,
  checked_at timestamptz,
  business_on date,                             -- the day on which it was booked
  constraint adjustment_two_people check (checker_id is null or checker_id <> maker_id),
  constraint adjustment_checked_whole check ((state = 'proposed') = (checker_id is null) and (checker_id is null) = (checked_at is null)),
  constraint adjustment_booked_on check ((state = 'confirmed') = (business_on is not null))
);
create unique index adjustment_one_at_a_time on reconciliation.adjustment (difference_id) where state <> 'rejected';

-- The operator's own account on the other side of an adjustment.
create table reconciliation.account (
  name text not null constraint account_pkey primary key,
  account_id bigint not null
);

-- A day whose books are closed, with what they said. There is no way back.
create table reconciliation.day (
  business_on date not null constraint day_pkey primary key,
  closed_at timestamptz not null,
  closed_by text not null,
  anchor_hash text not null,
  report jsonb not null
);

grant usage on schema reconciliation to tessera_app;
grant select, insert on reconciliation.bill, reconciliation.line, reconciliation.entry, reconciliation.difference, reconciliation.adjustment,
  reconciliation.account, reconciliation.day to tessera_app;
grant update (state, line_count, stored_count, claim, beat_at, finished_at) on reconciliation.bill to tessera_app;
grant update (state, reason, changed_by, changed_at, order_id, our_minor, channel_minor) on reconciliation.difference to tessera_app;
grant update (state, checker_id, checker_name, checked_at, business_on) on reconciliation.adjustment to tessera_app;

-- A closed day takes no bill, no line and no difference any more; one that was parked may still be followed up.
create function reconciliation.keep_closed_day() returns trigger language plpgsql as $$
begin
  if exists (select from reconciliation.day d where d.business_on = new.business_on) and (tg_op = 'INSERT' or tg_table_name <> 'difference') then
    raise exception 'the day % is closed', new.business_on using errcode = 'check_violation', constraint = 'day_closed';
  end if;
  return new;
end $$;
create trigger bill_of_open_day before insert or update on reconciliation.bill for each row execute function reconciliation.keep_closed_day();
create trigger difference_of_open_day before insert on reconciliation.difference for each row execute function reconciliation.keep_closed_day();

-- What is ended stays ended, and an adjustment is decided once.
create function reconciliation.go_forward() returns trigger language plpgsql as $$
begin
  if old.state in ('adjusted', 'explained', 'confirmed', 'rejected', 'matched', 'refused') and new.state <> old.state then
    raise exception 'a % cannot become %', old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger difference_goes_forward before update of state on reconciliation.difference for each row execute function reconciliation.go_forward();
create trigger adjustment_goes_forward before update of state on reconciliation.adjustment for each row execute function reconciliation.go_forward();
create trigger bill_goes_forward before update of state on reconciliation.bill for each row execute function reconciliation.go_forward();

-- The operator's whole house, and nobody who is bounded to a part of it.
do $$
declare v_table text;
begin
  foreach v_table in array array['bill', 'line', 'entry', 'difference', 'adjustment', 'account', 'day'] loop
    execute format('alter table reconciliation.%I enable row level security', v_table);
    execute format('alter table reconciliation.%I force row level security', v_table);
    execute format('create policy %I on reconciliation.%I using ((select platform.is_system() or (platform.is_operator() and platform.actor_departments() is null)))',
      v_table || '_of_house', v_table);
  end loop;
end $$;

-- A UUIDv7, where rows are made in sets and not one by one.
create function reconciliation.new_id(p_at timestamptz) returns uuid language sql volatile parallel safe
  return encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from p_at) * 1000)::bigint) from 3)
    from 1 for 6), 52, 1), 53, 1), 'hex')::uuid;

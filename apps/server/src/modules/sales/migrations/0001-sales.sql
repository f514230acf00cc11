-- What is paid at a till by WeChat Pay, Alipay, bank card or cash, and the shifts in which tills are counted.

grant usage on schema sales to tessera_app;

create table sales.shift (
  id uuid not null constraint shift_pkey primary key,       -- also the key of the transfer that books its difference
  merchant_id uuid not null,
  terminal_id uuid not null,
  shift_no int not null,
  business_on date not null,                                 -- of its opening
  float_minor bigint not null constraint shift_float_bounded check (float_minor >= 0),
  opened_by text not null constraint shift_opened_by_bounded check (length(opened_by) between 1 and 40),
  opened_at timestamptz not null,
  -- What members had paid at this terminal, and got back, by card and code since it exists: the shift is the difference to its end.
  charge_count_before bigint not null,
  charge_minor_before bigint not null,
  refund_count_before bigint not null,
  refund_minor_before bigint not null,
  closed_by text,
  closed_at timestamptz,
  close_key uuid,
  expected_minor bigint,
  counted_minor bigint,
  reason text,
  booked_by uuid,
  booked_by_name text,
  booked_at timestamptz,
  booking_note text,
  constraint shift_no_key unique (terminal_id, shift_no),
  constraint shift_closed_whole check (
    (closed_at is null) = (closed_by is null) and (closed_at is null) = (expected_minor is null)
    and (closed_at is null) = (counted_minor is null) and (closed_at is null) = (close_key is null)),
  constraint shift_booked_whole check (
    (booked_at is null) = (booked_by is null) and (booked_at is null) = (booking_note is null)
    and (booked_at is null or counted_minor <> expected_minor))
);
-- A drawer is one cashier's at a time.
create unique index shift_open_key on sales.shift (terminal_id) where closed_at is null;
create index shift_newest_idx on sales.shift (opened_at desc, id desc);
create index shift_merchant_idx on sales.shift (merchant_id, opened_at desc, id desc);

create table sales.shift_total (
  shift_id uuid not null constraint shift_total_shift_fkey references sales.shift (id),
  method text not null constraint shift_total_method_known check (method in ('wallet', 'wechat', 'alipay', 'bankCard', 'cash')),
  sale_count bigint not null,
  sale_minor bigint not null,
  refund_count bigint not null,
  refund_minor bigint not null,
  constraint shift_total_pkey primary key (shift_id, method)
);

create table sales.shift_count (
  shift_id uuid not null constraint shift_count_shift_fkey references sales.shift (id),
  face_minor bigint not null constraint shift_count_face_positive check (face_minor > 0),
  pieces int not null constraint shift_count_pieces_positive check (pieces > 0),
  constraint shift_count_pkey primary key (shift_id, face_minor)
);

create table sales.sale (
  id uuid not null constraint sale_pkey primary key,         -- also of the order at the channel, and the key of the transfer
  merchant_id uuid not null,
  terminal_id uuid not null,
  method text not null constraint sale_method_known check (method in ('wechat', 'alipay', 'bankCard', 'cash')),
  amount_minor bigint not null constraint sale_amount_positive check (amount_minor > 0),
  refunded_minor bigint not null default 0,
  tendered_minor bigint,
  reference text,                                            -- on the slip of the bank card's device; then the channel's own number
  card_last_four text,
  code_hash text,                                            -- of the payer's code, keyed: a code is scanned once
  opened_on date not null,
  opened_at timestamptz not null,
  given_up_at timestamptz,
  state text not null constraint sale_state_known check (state in ('waiting', 'paid', 'closed', 'reversed', 'failed')),
  reason text,
  payer_masked text,
  shift_id uuid constraint sale_shift_fkey references sales.shift (id),
  business_on date,
  paid_at timestamptz,
  constraint sale_refunded_within check (refunded_minor between 0 and amount_minor),
  constraint sale_refunded_was_paid check (refunded_minor = 0 or state = 'paid'),
  constraint sale_paid_whole check ((state = 'paid') = (paid_at is not null) and (state = 'paid') = (business_on is not null)),
  constraint sale_cash_tendered check ((method = 'cash') = (tendered_minor is not null) and coalesce(tendered_minor >= amount_minor, true)),
  constraint sale_cash_in_shift check (method <> 'cash' or state <> 'paid' or shift_id is not null)
);
create unique index sale_code_once_key on sales.sale (code_hash, opened_on) where code_hash is not null;
create index sale_newest_idx on sales.sale (opened_at desc, id desc);
create index sale_merchant_idx on sales.sale (merchant_id, opened_at desc, id desc);
create index sale_terminal_idx on sales.sale (terminal_id, opened_at desc, id desc);
create index sale_shift_idx on sales.sale (shift_id) where shift_id is not null;
create index sale_unclaimed_idx on sales.sale (terminal_id) where shift_id is null and state = 'paid';
create index sale_waiting_idx on sales.sale (terminal_id) where state = 'waiting';
create index sale_reference_idx on sales.sale (reference) where reference is not null;

create table sales.refund (
  id uuid not null constraint refund_pkey primary key,       -- also of the refund at the channel, and the key of its transfer
  sale_id uuid not null constraint refund_sale_fkey references sales.sale (id),
  merchant_id uuid not null,
  terminal_id uuid,
  staff_id uuid,
  method text not null,
  amount_minor bigint not null constraint refund_amount_positive check (amount_minor > 0),
  reason text not null,
  state text not null constraint refund_state_known check (state in ('asked', 'done', 'failed')),
  shift_id uuid constraint refund_shift_fkey references sales.shift (id),
  business_on date not null,
  asked_at timestamptz not null,
  settled_at timestamptz,
  return_id uuid not null,                                   -- the key of the transfer that takes it back when it could not go out
  constraint refund_cash_in_shift check (method <> 'cash' or shift_id is not null)
);
create index refund_sale_idx on sales.refund (sale_id, id);
create index refund_shift_idx on sales.refund (shift_id) where shift_id is not null;
create index refund_unclaimed_idx on sales.refund (terminal_id) where shift_id is null;

grant select, insert on sales.shift, sales.shift_total, sales.shift_count, sales.sale, sales.refund to tessera_app;
grant update (closed_by, closed_at, close_key, expected_minor, counted_minor, reason, booked_by, booked_by_name, booked_at, booking_note)
  on sales.shift to tessera_app;
grant update (state, reason, reference, payer_masked, shift_id, business_on, paid_at, refunded_minor, given_up_at) on sales.sale to tessera_app;
grant update (state, settled_at, shift_id) on sales.refund to tessera_app;

-- A closed shift is never changed again, but for the one booking of its difference.
create function sales.keep_closed() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null and (new.closed_at, new.closed_by, new.expected_minor, new.counted_minor, new.reason)
      is distinct from (old.closed_at, old.closed_by, old.expected_minor, old.counted_minor, old.reason) then
    raise exception 'a closed shift stays as it is' using errcode = 'check_violation';
  end if;
  if old.booked_at is not null and (new.booked_at, new.booked_by) is distinct from (old.booked_at, old.booked_by) then
    raise exception 'a difference is booked once' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger shift_stays_closed before update on sales.shift for each row execute function sales.keep_closed();

-- No member stands in these rows, so whoever of the operator is bounded to departments sees none of them.
create function sales.sees(merchant uuid) returns boolean language sql stable as $$
  select (select platform.is_system() or (platform.is_operator() and platform.actor_departments() is null))
    or ((select platform.actor_kind()) in ('staff', 'terminal') and merchant = (select platform.actor_organization()))
$$;

alter table sales.shift enable row level security;
alter table sales.shift force row level security;
create policy shift_visible on sales.shift using (sales.sees(merchant_id));

alter table sales.shift_total enable row level security;
alter table sales.shift_total force row level security;
create policy shift_total_of_shift on sales.shift_total using (
  (select platform.is_system()) or exists (select from sales.shift s where s.id = shift_id)
);

alter table sales.shift_count enable row level security;
alter table sales.shift_count force row level security;
create policy shift_count_of_shift on sales.shift_count using (
  (select platform.is_system()) or exists (select from sales.shift s where s.id = shift_id)
);

alter table sales.sale enable row level security;
alter table sales.sale force row level security;
create policy sale_visible on sales.sale using (sales.sees(merchant_id));

alter table sales.refund enable row level security;
alter table sales.refund force row level security;
create policy refund_visible on sales.refund using (sales.sees(merchant_id));

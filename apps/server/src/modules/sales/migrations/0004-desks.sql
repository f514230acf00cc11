-- A desk where somebody takes cash has shifts as a till has: the drawer is a person's at work in the place of a terminal's.
alter table sales.shift alter column merchant_id drop not null;
alter table sales.shift alter column terminal_id drop not null;
alter table sales.shift add column staff_id uuid;
alter table sales.shift add constraint shift_of_one_drawer
  check ((terminal_id is null) = (staff_id is not null) and (terminal_id is null) = (merchant_id is null));
-- Whoever counts does not write the difference off.
alter table sales.shift add constraint shift_booked_by_another check (staff_id is null or booked_by is distinct from staff_id);
create unique index shift_desk_no_key on sales.shift (staff_id, shift_no) where staff_id is not null;
create unique index shift_desk_open_key on sales.shift (staff_id) where closed_at is null and staff_id is not null;
create index shift_day_idx on sales.shift (business_on);
alter table sales.drawer_move alter column merchant_id drop not null;

-- Each movement of cash, from the ledger's journal. One that belongs to no till is in the drawer of whoever took it, and counted in their shift.
create table sales.cash_move (
  id uuid not null constraint cash_move_pkey primary key,      -- of the transfer
  kind text not null constraint cash_move_kind_known check (kind in ('topUp', 'withdrawal', 'closure', 'deposit', 'sale', 'refund', 'other')),
  amount_minor bigint not null constraint cash_move_moves check (amount_minor <> 0),  -- into the drawer; out of it is negative
  staff_id uuid,
  terminal_id uuid,
  shift_id uuid constraint cash_move_shift_fkey references sales.shift (id),          -- of a desk that was counted
  business_on date not null,
  at timestamptz not null,
  constraint cash_move_at_one_place check (staff_id is null or terminal_id is null),
  constraint cash_move_counted_at_desk check (shift_id is null or staff_id is not null)
);
create index cash_move_day_idx on sales.cash_move (business_on, at desc, id desc);
create index cash_move_newest_idx on sales.cash_move (at desc, id desc);
create index cash_move_uncounted_idx on sales.cash_move (staff_id) where shift_id is null and staff_id is not null;
create index cash_move_shift_idx on sales.cash_move (shift_id) where shift_id is not null;

grant select, insert on sales.cash_move to tessera_app;
grant update (shift_id) on sales.cash_move to tessera_app;

alter policy shift_visible on sales.shift using (sales.sees(merchant_id) or staff_id = (select platform.actor_id()));
alter policy drawer_move_visible on sales.drawer_move using (
  (select platform.is_system()) or exists (select from sales.shift s where s.id = shift_id)
);
alter table sales.cash_move enable row level security;
alter table sales.cash_move force row level security;
create policy cash_move_visible on sales.cash_move using (sales.sees(null) or staff_id = (select platform.actor_id()));

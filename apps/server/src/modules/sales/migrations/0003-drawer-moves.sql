-- Cash that leaves a drawer during a shift, or is put into it, without being sold for.

create table sales.drawer_move (
  id uuid not null constraint drawer_move_pkey primary key,          -- the key of the request
  shift_id uuid not null constraint drawer_move_shift_fkey references sales.shift (id),
  merchant_id uuid not null,
  kind text not null constraint drawer_move_kind_known check (kind in ('out', 'in')),
  amount_minor bigint not null constraint drawer_move_amount_positive check (amount_minor > 0),
  reason text not null constraint drawer_move_reason_bounded check (length(reason) between 1 and 200),
  cashier text not null constraint drawer_move_cashier_bounded check (length(cashier) between 1 and 40),
  witness text not null constraint drawer_move_witness_bounded check (length(witness) between 1 and 40),
  moved_at timestamptz not null,
  constraint drawer_move_seen_by_another check (lower(witness) <> lower(cashier))
);
create index drawer_move_shift_idx on sales.drawer_move (shift_id, moved_at, id);

grant select, insert on sales.drawer_move to tessera_app;

-- A closed shift's figures never change: nothing is moved in it any more.
create function sales.keep_drawer_closed() returns trigger language plpgsql as $$
begin
  if exists (select from sales.shift where id = new.shift_id and closed_at is not null) then
    raise exception 'a closed shift stays as it is' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger drawer_move_in_open_shift before insert on sales.drawer_move for each row execute function sales.keep_drawer_closed();

alter table sales.drawer_move enable row level security;
alter table sales.drawer_move force row level security;
create policy drawer_move_visible on sales.drawer_move using (sales.sees(merchant_id));

-- A desk's shift that somebody left open is counted by a colleague, with somebody beside them, and with the reason.
alter table sales.shift add column counted_by uuid;
alter table sales.shift add column witness text;
alter table sales.shift add constraint shift_left_open_counted_by_two check (
  (counted_by is null) = (witness is null)
  and (counted_by is null or (staff_id is not null and counted_by <> staff_id and reason is not null and closed_at is not null))
);
-- Neither whoever was at the desk nor whoever counted it writes the difference off.
alter table sales.shift drop constraint shift_booked_by_another;
alter table sales.shift add constraint shift_booked_by_another check (
  staff_id is null or (booked_by is distinct from staff_id and (counted_by is null or booked_by is distinct from counted_by))
);
grant update (counted_by, witness) on sales.shift to tessera_app;

create or replace function sales.keep_closed() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null
      and (new.closed_at, new.closed_by, new.expected_minor, new.counted_minor, new.reason, new.counted_by, new.witness)
      is distinct from (old.closed_at, old.closed_by, old.expected_minor, old.counted_minor, old.reason, old.counted_by, old.witness) then
    raise exception 'a closed shift stays as it is' using errcode = 'check_violation';
  end if;
  if old.booked_at is not null and (new.booked_at, new.booked_by) is distinct from (old.booked_at, old.booked_by) then
    raise exception 'a difference is booked once' using errcode = 'check_violation';
  end if;
  return new;
end $$;

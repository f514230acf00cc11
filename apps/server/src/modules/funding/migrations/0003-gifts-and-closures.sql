-- A withdrawal takes own money of top-ups, and the gifts beside it lapse: of which top-up how much, by part. A take's id is its gift's hold.

alter table funding.withdrawal
  add column gift_minor bigint not null default 0 constraint withdrawal_gift_not_negative check (gift_minor >= 0),
  add column purpose text not null default 'withdrawal' constraint withdrawal_purpose_known check (purpose in ('withdrawal', 'closure'));

create table funding.withdrawal_take (
  id uuid not null constraint withdrawal_take_pkey primary key,
  part_id uuid not null constraint withdrawal_take_part_fkey references funding.withdrawal_part (id),
  lot_id uuid not null constraint withdrawal_take_lot_fkey references gifts.lot (id),
  own_minor bigint not null constraint withdrawal_take_own_positive check (own_minor > 0),
  gift_minor bigint not null constraint withdrawal_take_gift_not_negative check (gift_minor >= 0),
  capture_id uuid not null                   -- the transfer by which the gift goes back, once the part has gone
);
create index withdrawal_take_part_idx on funding.withdrawal_take (part_id, id);

grant select, insert on funding.withdrawal_take to tessera_app;

alter table funding.withdrawal_take enable row level security;
alter table funding.withdrawal_take force row level security;
create policy withdrawal_take_of_part on funding.withdrawal_take using (exists (select from funding.withdrawal_part p where p.id = part_id));

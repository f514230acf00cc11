-- Cards that are handed out to nobody in particular. Whose the money is says the card in the hand; the member here is a holder without a name.
create table anonymouscards.card (
  id uuid not null constraint card_pkey primary key,                 -- also the key of the transfer that took the deposit
  member_id uuid not null constraint card_member_key unique constraint card_member_fkey references members.member (id),
  card_id uuid not null constraint card_card_key unique constraint card_card_fkey references cards.card (id),
  tail text not null constraint card_tail_is_four check (length(tail) = 4),
  state text not null default 'lent' constraint card_state_known check (state in ('lent', 'returned', 'registered')),
  deposit_minor bigint not null constraint card_deposit_not_negative check (deposit_minor >= 0),
  sold_on date not null,
  sold_at timestamptz not null,
  sold_by uuid not null,
  sold_by_name text not null,
  ended_on date,
  ended_at timestamptz,
  ended_by uuid,
  ended_by_name text,
  paid_minor bigint constraint card_paid_not_negative check (paid_minor >= 0),   -- the balance when it ended
  registered_to uuid constraint card_registered_to_fkey references members.member (id),
  constraint card_ended_whole check (num_nonnulls(ended_on, ended_at, ended_by, ended_by_name, paid_minor) = case state when 'lent' then 0 else 5 end),
  constraint card_registered_to_somebody check ((state = 'registered') = (registered_to is not null))
);
create index card_sold_idx on anonymouscards.card (sold_on);
create index card_ended_idx on anonymouscards.card (ended_on) where ended_on is not null;
create index card_registered_idx on anonymouscards.card (registered_to) where registered_to is not null;

grant select, insert on anonymouscards.card to tessera_app;
grant update (state, ended_on, ended_at, ended_by, ended_by_name, paid_minor, registered_to) on anonymouscards.card to tessera_app;

alter table anonymouscards.card enable row level security;
alter table anonymouscards.card force row level security;
create policy card_visible on anonymouscards.card using ((select platform.is_operator() or platform.is_system()));
-- Nobody's department has them: who is bounded to departments sees none.
create policy card_whole_house on anonymouscards.card as restrictive using ((select platform.actor_departments() is null));

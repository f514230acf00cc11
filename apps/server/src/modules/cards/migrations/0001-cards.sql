-- The credentials of a wallet: physical cards by their UID, and one virtual card whose handle and seed make the dynamic codes.

create table cards.card (
  id uuid not null constraint card_pkey primary key,
  wallet_id uuid not null constraint card_wallet_fkey references wallets.wallet (id),
  member_id uuid not null constraint card_member_fkey references members.member (id),
  kind text not null constraint card_kind_known check (kind in ('physical', 'virtual')),
  status text not null constraint card_status_known check (status in ('active', 'frozen', 'void')),
  tail text not null constraint card_tail_is_four check (length(tail) = 4),
  uid_hash text constraint card_uid_hash_key unique,        -- keyed hash, to find a card by its UID
  uid_sealed text,                                          -- the UID itself, encrypted
  handle text constraint card_handle_key unique,            -- the nine digits inside a dynamic code
  seed_sealed text,                                         -- 32 random bytes in base64, encrypted
  wrong_code_at timestamptz[] not null default '{}',        -- wrong codes of the last ten minutes; never more than five
  locked_until timestamptz,                                 -- the handle takes no code before
  issued_at timestamptz not null,
  frozen_at timestamptz,
  frozen_by text constraint card_frozen_by_known check (frozen_by in ('holder', 'staff')),
  voided_at timestamptz,
  constraint card_handle_is_nine_digits check (handle ~ '^[0-9]{9}$'),
  constraint card_kind_has_its_parts check (
    case kind when 'physical' then num_nonnulls(uid_hash, uid_sealed) = 2 and num_nonnulls(handle, seed_sealed) = 0
      else num_nonnulls(handle, seed_sealed) = 2 and num_nonnulls(uid_hash, uid_sealed) = 0 end),
  constraint card_frozen_since check (status <> 'frozen' or num_nonnulls(frozen_at, frozen_by) = 2),
  constraint card_void_since check ((status = 'void') = (voided_at is not null))
);
create unique index card_one_virtual_per_wallet on cards.card (wallet_id) where kind = 'virtual';
create index card_member_idx on cards.card (member_id, id);

grant select, insert on cards.card to tessera_app;
grant update (status, tail, handle, seed_sealed, wrong_code_at, locked_until, frozen_at, frozen_by, voided_at) on cards.card to tessera_app;

alter table cards.card enable row level security;
alter table cards.card force row level security;
create policy card_visible on cards.card using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);

-- A member's wallet. Its money, status, limits and fence live in the ledger account of its cash purse; here is what the ledger does not know.

create table wallets.wallet (
  id uuid not null constraint wallet_pkey primary key,
  member_id uuid not null constraint wallet_member_key unique
    constraint wallet_member_fkey references members.member (id),
  account_id bigint not null constraint wallet_account_key unique,
  no_pin_floor_minor bigint not null constraint wallet_no_pin_floor_not_negative check (no_pin_floor_minor >= 0),
  pin_hash text,                            -- scrypt of the keyed hash of the PIN, base64url; null: no PIN yet
  pin_salt text,
  pin_failures smallint not null default 0, -- wrong tries since the last right one; 5 lock the PIN
  opened_at timestamptz not null,
  constraint wallet_pin_has_salt check ((pin_hash is null) = (pin_salt is null)),
  constraint wallet_pin_failures_bounded check (pin_failures between 0 and 5),
  constraint wallet_failures_need_pin check (pin_hash is not null or pin_failures = 0)
);

grant select, insert on wallets.wallet to tessera_app;
grant update (no_pin_floor_minor, pin_hash, pin_salt, pin_failures) on wallets.wallet to tessera_app;

alter table wallets.wallet enable row level security;
alter table wallets.wallet force row level security;
create policy wallet_visible on wallets.wallet using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);

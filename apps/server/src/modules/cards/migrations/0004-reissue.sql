-- How a clerk made sure of whom they speak to. What was answered is kept nowhere, only whether it was right.
create table cards.identity_check (
  id uuid not null constraint identity_check_pkey primary key,
  member_id uuid not null constraint identity_check_member_fkey references members.member (id),
  way text not null constraint identity_check_way_known check (way in ('document', 'code', 'knowledge')),
  document text,                            -- which paper was looked at, in the clerk's words; never its number
  passed boolean not null,
  staff_id uuid not null,
  staff_name text not null,
  at timestamptz not null,
  constraint identity_check_document_is_of_a_paper check (document is null or way = 'document')
);
create index identity_check_member_idx on cards.identity_check (member_id, at desc);

-- Orders that go to the printer together.
create table cards.card_batch (
  id uuid not null constraint card_batch_pkey primary key,
  number bigint not null generated always as identity constraint card_batch_number_key unique,
  pick_up_at text,                          -- where the cards lie, in the words that their holders are told
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  ready_at timestamptz
);

-- A new card in the place of a lost or broken one. Its id is the key of the transfer that pays the fee.
create table cards.card_order (
  id uuid not null constraint card_order_pkey primary key,
  number bigint not null generated always as identity constraint card_order_number_key unique,
  wallet_id uuid not null constraint card_order_wallet_fkey references wallets.wallet (id),
  member_id uuid not null constraint card_order_member_fkey references members.member (id),
  replaces_id uuid not null constraint card_order_replaces_fkey references cards.card (id),
  replaced_tail text not null,
  state text not null constraint card_order_state_known check (state in ('ordered', 'made', 'ready', 'handed_over', 'cancelled')),
  fee_minor bigint not null constraint card_order_fee_not_negative check (fee_minor >= 0),
  waived_because text,
  identity_by text not null,
  batch_id uuid constraint card_order_batch_fkey references cards.card_batch (id),
  uid_hash text constraint card_order_uid_key unique,
  uid_sealed text,
  tail text,
  card_id uuid constraint card_order_card_fkey references cards.card (id),
  pick_up_at text,
  ordered_by uuid not null,
  ordered_by_name text not null,
  ordered_at timestamptz not null,
  made_at timestamptz,
  ready_at timestamptz,
  handed_over_at timestamptz,
  handed_over_by_name text,
  signature text constraint card_order_signature_known check (signature in ('paper', 'screen', 'proxy')),
  cancelled_at timestamptz,
  cancelled_because text,
  fee_returned boolean not null default false,
  constraint card_order_waived_is_free check (waived_because is null or fee_minor = 0),
  constraint card_order_made_has_uid check (num_nonnulls(uid_hash, uid_sealed, tail, made_at) in (0, 4)),
  constraint card_order_handed_over_is_a_card check ((state = 'handed_over') = (card_id is not null))
);
create unique index card_order_one_open_key on cards.card_order (member_id) where state in ('ordered', 'made', 'ready');
create index card_order_member_idx on cards.card_order (member_id, id);
create index card_order_batch_idx on cards.card_order (batch_id, id);
create index card_order_waiting_idx on cards.card_order (id) where state = 'ordered' and batch_id is null;

-- The operator's own ledger accounts that this module posts to.
create table cards.operator_account (
  purpose text not null constraint operator_account_pkey primary key constraint operator_account_purpose_known check (purpose in ('fee', 'migration')),
  account_id bigint not null
);

-- Six digits for a phone that is dead, one for each wallet.
create table cards.emergency_code (
  wallet_id uuid not null constraint emergency_code_pkey primary key constraint emergency_code_wallet_fkey references wallets.wallet (id),
  member_id uuid not null constraint emergency_code_member_fkey references members.member (id),
  code_hash text,                           -- keyed hash of wallet and code; null after it was taken back
  set_at timestamptz,
  wrong_count int not null default 0,       -- on wrong_on
  wrong_on date,
  used_on date,                             -- the last business day on which it paid
  payment_id uuid,                          -- what it paid then
  constraint emergency_code_set_is_whole check ((code_hash is null) = (set_at is null))
);
create index emergency_code_member_idx on cards.emergency_code (member_id);

grant select, insert on cards.identity_check, cards.card_batch, cards.card_order, cards.operator_account to tessera_app;
grant update (document) on cards.identity_check to tessera_app;
grant update (pick_up_at, ready_at) on cards.card_batch to tessera_app;
grant update (state, batch_id, uid_hash, uid_sealed, tail, card_id, pick_up_at, made_at, ready_at, handed_over_at, handed_over_by_name, signature,
  cancelled_at, cancelled_because, fee_returned) on cards.card_order to tessera_app;
grant select, insert on cards.emergency_code to tessera_app;
grant update (code_hash, set_at, wrong_count, wrong_on, used_on, payment_id) on cards.emergency_code to tessera_app;

alter table cards.identity_check enable row level security;
alter table cards.identity_check force row level security;
create policy identity_check_visible on cards.identity_check using ((select platform.is_operator() or platform.is_system()));
create policy identity_check_in_scope on cards.identity_check as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);

alter table cards.card_batch enable row level security;
alter table cards.card_batch force row level security;
create policy card_batch_visible on cards.card_batch using ((select platform.is_operator() or platform.is_system()));

alter table cards.card_order enable row level security;
alter table cards.card_order force row level security;
create policy card_order_visible on cards.card_order using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy card_order_in_scope on cards.card_order as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);

alter table cards.operator_account enable row level security;
alter table cards.operator_account force row level security;
create policy operator_account_visible on cards.operator_account using ((select platform.is_operator() or platform.is_system()));

alter table cards.emergency_code enable row level security;
alter table cards.emergency_code force row level security;
create policy emergency_code_visible on cards.emergency_code using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
);
create policy emergency_code_in_scope on cards.emergency_code as restrictive using (
  (select platform.actor_departments() is null) or exists (select from members.member where member.id = member_id)
);

-- Gift cards: what kinds there are, and each card that was sold. The money itself lies in the ledger.

grant usage on schema giftcards to tessera_app;

create table giftcards.kind (
  id uuid not null constraint kind_pkey primary key,
  name_zh text not null,
  name_en text not null,
  search_name text collate "C" not null generated always as (lower(name_zh || ' ' || name_en)) stored,
  status text not null default 'open' constraint kind_status_known check (status in ('open', 'closed')),
  amounts bigint[] not null default '{}',   -- to choose from; none where the buyer names an amount within bounds
  least_minor bigint,
  most_minor bigint,
  price_bps int not null constraint kind_price_known check (price_bps between 5000 and 10000),  -- what a buyer pays of the face value
  everywhere boolean not null,
  merchant_ids uuid[] not null default '{}',
  categories text[] not null default '{}',
  valid_days int constraint kind_valid_days_positive check (valid_days > 0),                    -- from the day of the sale; null: for ever
  account_id bigint not null,               -- a hot account: what was sold and nobody has taken yet
  created_at timestamptz not null,
  constraint kind_name_key unique (search_name),
  constraint kind_amount_known check (
    case when amounts = '{}' then least_minor > 0 and most_minor >= least_minor else least_minor is null and most_minor is null end),
  constraint kind_pays_somewhere check (everywhere = (merchant_ids = '{}' and categories = '{}'))
);

-- One card. Its id is the key of the transfer that paid for it.
create table giftcards.card (
  id uuid not null constraint card_pkey primary key,
  kind_id uuid not null constraint card_kind_fkey references giftcards.kind (id),
  state text not null constraint card_state_known check (state in ('waiting', 'blocked', 'held', 'returned', 'lapsed')),
  code_hash text not null constraint card_code_key unique,
  code_sealed text,                          -- while somebody may still have to be told
  code_tail text not null,
  face_minor bigint not null constraint card_face_positive check (face_minor > 0),
  price_minor bigint not null constraint card_price_within_face check (price_minor > 0 and price_minor <= face_minor),
  buyer_id uuid constraint card_buyer_fkey references members.member (id),                      -- null: at the counter, for cash
  recipient_id uuid constraint card_recipient_fkey references members.member (id),              -- whom it was sent to, if that was a member
  sender_name text not null,
  recipient_name text not null,
  message text not null,
  sold_on date not null,
  sold_at timestamptz not null,
  sold_by_name text,
  expires_on date,
  holder_id uuid constraint card_holder_fkey references members.member (id),
  wallet_id uuid constraint card_wallet_fkey references wallets.wallet (id),
  account_id bigint constraint card_account_key unique,
  held_at timestamptz,
  lapsed_minor bigint not null default 0 constraint card_lapsed_within_face check (lapsed_minor between 0 and face_minor),
  ended_at timestamptz,
  reason text not null default '',
  constraint card_held_whole check (num_nonnulls(holder_id, wallet_id, account_id, held_at) in (0, 4)),
  constraint card_held_by_somebody check (state <> 'held' or holder_id is not null),
  constraint card_taken_once check (state in ('held', 'lapsed') or holder_id is null)
);
create index card_kind_idx on giftcards.card (kind_id, id desc);
create index card_wallet_idx on giftcards.card (wallet_id) where state = 'held';
create index card_holder_idx on giftcards.card (holder_id) where holder_id is not null;
create index card_buyer_idx on giftcards.card (buyer_id) where buyer_id is not null;
create index card_recipient_idx on giftcards.card (recipient_id) where recipient_id is not null;
create index card_due_idx on giftcards.card (expires_on, id) where state in ('waiting', 'blocked', 'held') and expires_on is not null;

create table giftcards.operator_account (
  purpose text not null constraint operator_account_pkey primary key constraint operator_account_purpose_known check (purpose in ('bonus', 'breakage')),
  account_id bigint not null
);

grant select, insert on all tables in schema giftcards to tessera_app;
grant update (name_zh, name_en, status, amounts, least_minor, most_minor, price_bps, everywhere, merchant_ids, categories, valid_days)
  on giftcards.kind to tessera_app;
grant update (state, code_hash, code_sealed, code_tail, expires_on, holder_id, wallet_id, account_id, held_at, lapsed_minor, ended_at, reason,
  sender_name, recipient_name, message) on giftcards.card to tessera_app;

alter table giftcards.kind enable row level security;
alter table giftcards.kind force row level security;
create policy kind_visible on giftcards.kind using ((select platform.is_operator() or platform.is_system()));

alter table giftcards.card enable row level security;
alter table giftcards.card force row level security;
create policy card_visible on giftcards.card using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and (select platform.actor_id()) in (buyer_id, holder_id))
);
-- Until somebody takes it, a card is nobody's: who is bounded to departments sees none.
create policy card_whole_house on giftcards.card as restrictive using ((select platform.actor_departments() is null));

alter table giftcards.operator_account enable row level security;
alter table giftcards.operator_account force row level security;
create policy operator_account_visible on giftcards.operator_account using ((select platform.is_operator() or platform.is_system()));

-- Items that members redeem: with points of one or several programmes, and money. What each party pays or gets lies in tables of its own, so that
-- the database keeps it from the others.
grant usage on schema redemptions to tessera_app;

create table redemptions.redemption (
  id uuid not null constraint redemption_pkey primary key,     -- the key of whoever asked; also the payment's, where money was paid
  number text collate "C" not null,
  way text not null constraint redemption_way_known check (way in ('device', 'member')),
  state text not null constraint redemption_state_known check (state in ('waiting', 'taken', 'cancelled', 'expired', 'returned')),
  member_id uuid not null constraint redemption_member_fkey references members.member (id),
  issuer_ids uuid[] not null,                -- whose points were given, and whose member it is
  merchant_id uuid not null constraint redemption_merchant_fkey references organizations.organization (id),
  shop_id uuid,
  terminal_id uuid,                          -- where it was redeemed, or its voucher taken
  taken_by_name text not null default '',
  item_id uuid not null,
  category_id uuid not null,
  item_name text not null,
  search_name text collate "C" not null,     -- number, item and merchant, lower case
  quantity int not null constraint redemption_quantity_positive check (quantity > 0),
  returned_quantity int not null default 0 constraint redemption_returned_within check (returned_quantity between 0 and quantity),
  points bigint not null constraint redemption_points_not_negative check (points >= 0),
  cash_minor bigint not null constraint redemption_cash_not_negative check (cash_minor >= 0),
  cash_left_minor bigint not null constraint redemption_cash_left_within check (cash_left_minor between 0 and cash_minor),
  needs_photo boolean not null,
  accrual_id uuid,                           -- what it means for issuers and merchant; null where no points were given
  voucher_hash text collate "C" constraint redemption_voucher_key unique,   -- keyed; null once it is taken by nobody any more
  voucher_sealed text,
  wished_at timestamptz,
  note text not null default '',
  expires_on date,                           -- a voucher's last day
  business_on date not null,
  created_at timestamptz not null,
  taken_at timestamptz,
  ended_at timestamptz,
  constraint redemption_taken_whole check ((state in ('taken', 'returned')) <= (taken_at is not null)),
  constraint redemption_waits_with_voucher check ((state = 'waiting') <= (voucher_hash is not null and expires_on is not null)),
  constraint redemption_all_back check ((state in ('cancelled', 'expired', 'returned')) = (returned_quantity = quantity))
);
create index redemption_newest_idx on redemptions.redemption (created_at desc, id desc);
create index redemption_member_idx on redemptions.redemption (member_id, created_at desc, id desc);
create index redemption_merchant_idx on redemptions.redemption (merchant_id, created_at desc, id desc);
create index redemption_terminal_idx on redemptions.redemption (terminal_id, created_at desc, id desc) where terminal_id is not null;
create index redemption_issuer_idx on redemptions.redemption using gin (issuer_ids);
create index redemption_due_idx on redemptions.redemption (expires_on, id) where state = 'waiting';

-- The points that one programme gave.
create table redemptions.source (
  redemption_id uuid not null constraint source_redemption_fkey references redemptions.redemption (id),
  ordinal int not null,
  programme_id uuid not null,
  issuer_id uuid,                            -- null: the operator's own programme
  member_id uuid not null constraint source_member_fkey references members.member (id),
  points bigint not null constraint source_points_positive check (points > 0),
  points_left bigint not null constraint source_left_within check (points_left between 0 and points),
  draw_id uuid not null constraint source_draw_key unique,
  constraint source_pkey primary key (redemption_id, ordinal)
);

-- What the issuer pays the operator for them.
create table redemptions.source_price (
  redemption_id uuid not null,
  ordinal int not null,
  issuer_id uuid,
  price_minor bigint not null constraint source_price_not_negative check (price_minor >= 0),
  left_minor bigint not null constraint source_price_left_within check (left_minor between 0 and price_minor),
  constraint source_price_pkey primary key (redemption_id, ordinal),
  constraint source_price_source_fkey foreign key (redemption_id, ordinal) references redemptions.source (redemption_id, ordinal)
);

-- What each source bears of what the merchant is paid: the operator's alone.
create table redemptions.source_cost (
  redemption_id uuid not null,
  ordinal int not null,
  cost_minor bigint not null constraint source_cost_not_negative check (cost_minor >= 0),
  left_minor bigint not null constraint source_cost_left_within check (left_minor between 0 and cost_minor),
  constraint source_cost_pkey primary key (redemption_id, ordinal),
  constraint source_cost_source_fkey foreign key (redemption_id, ordinal) references redemptions.source (redemption_id, ordinal)
);

-- What the operator owes the merchant for it: the sum of those shares.
create table redemptions.due (
  redemption_id uuid not null constraint due_pkey primary key constraint due_redemption_fkey references redemptions.redemption (id),
  merchant_id uuid not null,
  agreed_each_minor bigint not null,         -- the price agreed on, of one piece, at that instant
  due_minor bigint not null constraint due_not_negative check (due_minor >= 0),
  left_minor bigint not null constraint due_left_within check (left_minor between 0 and due_minor)
);

-- Pieces that came back. Never edited.
create table redemptions.giving_back (
  id uuid not null constraint giving_back_pkey primary key,    -- the key of whoever gave back
  redemption_id uuid not null constraint giving_back_redemption_fkey references redemptions.redemption (id),
  kind text not null constraint giving_back_kind_known check (kind in ('cancel', 'return', 'expiry')),
  quantity int not null constraint giving_back_quantity_positive check (quantity > 0),
  points bigint not null,
  forfeited_points bigint not null,          -- of lots that had ended meanwhile
  cash_minor bigint not null,
  reason text not null,
  by_name text not null,
  at timestamptz not null
);
create index giving_back_redemption_idx on redemptions.giving_back (redemption_id, id);

-- Photos of the work. One that was sent and belongs to no redemption is forgotten after a day.
create table redemptions.photo (
  id uuid not null constraint photo_pkey primary key,
  merchant_id uuid not null,
  redemption_id uuid constraint photo_redemption_fkey references redemptions.redemption (id),
  content_type text not null constraint photo_type_known check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  width_px int not null constraint photo_width_positive check (width_px > 0),
  height_px int not null constraint photo_height_positive check (height_px > 0),
  content_sealed text not null,              -- the picture in base64
  added_at timestamptz not null
);
create index photo_redemption_idx on redemptions.photo (redemption_id) where redemption_id is not null;
create index photo_loose_idx on redemptions.photo (added_at) where redemption_id is null;

grant select, insert on redemptions.redemption, redemptions.source, redemptions.source_price, redemptions.source_cost, redemptions.due,
  redemptions.giving_back, redemptions.photo to tessera_app;
grant update (state, shop_id, terminal_id, taken_by_name, returned_quantity, cash_left_minor, accrual_id, voucher_hash, voucher_sealed, note, taken_at, ended_at)
  on redemptions.redemption to tessera_app;
grant update (points_left) on redemptions.source to tessera_app;
grant update (left_minor) on redemptions.source_price, redemptions.source_cost, redemptions.due to tessera_app;
grant delete, update (redemption_id, content_sealed) on redemptions.photo to tessera_app;

-- Only the system writes: use cases decide who may, then act as it.
alter table redemptions.redemption enable row level security;
alter table redemptions.redemption force row level security;
create policy redemption_read on redemptions.redemption for select using (
  (select platform.is_operator() or platform.is_system())
  or member_id = (select platform.actor_member())
  or merchant_id = (select platform.actor_merchant())
  or issuer_ids @> array[(select platform.staff_organization())]
);
create policy redemption_write on redemptions.redemption using ((select platform.is_system()));
create policy redemption_in_scope on redemptions.redemption as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table redemptions.source enable row level security;
alter table redemptions.source force row level security;
create policy source_read on redemptions.source for select using (
  (select platform.is_operator() or platform.is_system())
  or member_id = (select platform.actor_member())
  or issuer_id = (select platform.staff_organization())
);
create policy source_write on redemptions.source using ((select platform.is_system()));
create policy source_in_scope on redemptions.source as restrictive using (
  (select platform.actor_departments() is null) or member_id in (select members.in_scope())
);

alter table redemptions.source_price enable row level security;
alter table redemptions.source_price force row level security;
create policy source_price_read on redemptions.source_price for select using (
  (select platform.is_operator() or platform.is_system()) or issuer_id = (select platform.staff_organization())
);
create policy source_price_write on redemptions.source_price using ((select platform.is_system()));

alter table redemptions.source_cost enable row level security;
alter table redemptions.source_cost force row level security;
create policy source_cost_visible on redemptions.source_cost using ((select platform.is_operator() or platform.is_system()));

alter table redemptions.due enable row level security;
alter table redemptions.due force row level security;
create policy due_read on redemptions.due for select using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.staff_organization())
);
create policy due_write on redemptions.due using ((select platform.is_system()));

alter table redemptions.giving_back enable row level security;
alter table redemptions.giving_back force row level security;
create policy giving_back_read on redemptions.giving_back for select using (redemption_id in (select id from redemptions.redemption));
create policy giving_back_write on redemptions.giving_back using ((select platform.is_system()));

-- A photo is seen by the operator and the merchant that sent it.
alter table redemptions.photo enable row level security;
alter table redemptions.photo force row level security;
create policy photo_read on redemptions.photo for select using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.actor_merchant())
);
create policy photo_in_scope on redemptions.photo as restrictive using (
  (select platform.actor_departments() is null) or redemption_id in (select id from redemptions.redemption)
);
create policy photo_write on redemptions.photo using ((select platform.is_system()));

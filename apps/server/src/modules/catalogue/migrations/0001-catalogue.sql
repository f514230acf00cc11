-- What merchants offer: categories, items with stock and photos, and what the operator pays a merchant for one.
grant usage on schema catalogue to tessera_app;

create table catalogue.category (
  id uuid not null constraint category_pkey primary key,
  code text not null constraint category_code_key unique constraint category_code_form check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  name_zh text not null,
  name_en text not null,
  parent_id uuid constraint category_parent_fkey references catalogue.category (id),
  place int not null constraint category_place_within check (place between 0 and 9999),   -- the lower, the earlier in lists
  state text not null default 'on' constraint category_state_known check (state in ('on', 'off')),
  created_at timestamptz not null,
  constraint category_not_its_own_parent check (parent_id <> id)
);

insert into catalogue.category (id, code, name_zh, name_en, place, created_at) values
  ('01936f00-0000-7000-8000-000000000001', 'car-wash', '洗车', 'Car wash', 10, now()),
  ('01936f00-0000-7000-8000-000000000002', 'beauty', '美容', 'Beauty', 20, now()),
  ('01936f00-0000-7000-8000-000000000003', 'chauffeur', '代驾', 'Chauffeur', 30, now()),
  ('01936f00-0000-7000-8000-000000000004', 'rescue', '道路救援', 'Roadside rescue', 40, now()),
  ('01936f00-0000-7000-8000-000000000005', 'inspection', '车辆年检', 'Annual inspection', 50, now()),
  ('01936f00-0000-7000-8000-000000000006', 'cinema', '电影', 'Cinema', 60, now()),
  ('01936f00-0000-7000-8000-000000000007', 'gym', '健身', 'Gym', 70, now()),
  ('01936f00-0000-7000-8000-000000000008', 'canteen-dish', '食堂菜品', 'Canteen dish', 80, now()),
  ('01936f00-0000-7000-8000-000000000009', 'laundry', '洗衣', 'Laundry', 90, now()),
  ('01936f00-0000-7000-8000-00000000000a', 'vending', '自动售货', 'Vending', 100, now());

create table catalogue.item (
  id uuid not null constraint item_pkey primary key,
  merchant_id uuid not null constraint item_merchant_fkey references organizations.organization (id),
  category_id uuid not null constraint item_category_fkey references catalogue.category (id),
  kind text not null constraint item_kind_known check (kind in ('product', 'service')),
  name text not null,
  description text not null,
  search_name text collate "C" not null generated always as (lower(name || ' ' || description)) stored,
  money_minor bigint constraint item_money_within check (money_minor between 1 and 1000000000),
  points bigint constraint item_points_within check (points between 1 and 100000000),
  stock int constraint item_stock_within check (stock between 0 and 1000000),   -- null: without end
  shop_ids uuid[] constraint item_shops_some check (cardinality(shop_ids) > 0),  -- null: in every shop of the merchant
  needs_photo boolean not null,
  needs_booking boolean not null,
  state text not null default 'off' constraint item_state_known check (state in ('off', 'waiting', 'on')),
  message text not null default '',          -- why the operator sent it back
  revision int not null default 1,           -- counts what was changed of it, so that a review says what was read
  created_by_name text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  constraint item_has_price check (money_minor is not null or points is not null),
  constraint item_merchant_key unique (id, merchant_id)
);
create index item_merchant_idx on catalogue.item (merchant_id, id desc);
create index item_category_idx on catalogue.item (category_id, id desc);
create index item_offered_idx on catalogue.item (merchant_id) where state = 'on';

-- What the operator pays the merchant for one item: proposed by one side, agreed by the other, never edited.
create table catalogue.agreed_price (
  id uuid not null constraint agreed_price_pkey primary key,
  item_id uuid not null,
  merchant_id uuid not null,
  amount_minor bigint not null constraint agreed_price_amount_within check (amount_minor between 0 and 1000000000),
  state text not null default 'proposed' constraint agreed_price_state_known check (state in ('proposed', 'agreed', 'refused')),
  wished_on date,                            -- the first day on which it shall hold, if not at once
  starts_at timestamptz,                     -- from when it holds, once it is agreed
  proposed_side text not null constraint agreed_price_side_known check (proposed_side in ('merchant', 'operator')),
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_side text constraint agreed_price_decided_side_known check (decided_side in ('merchant', 'operator')),
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  constraint agreed_price_item_fkey foreign key (item_id, merchant_id) references catalogue.item (id, merchant_id),
  constraint agreed_price_agreed_starts check ((state = 'agreed') = (starts_at is not null)),
  constraint agreed_price_decided_whole check (
    (state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_by_name is null)
    and (decided_by is null) = (decided_at is null) and (decided_by is null) = (decided_side is null)
  ),
  constraint agreed_price_two_sides check (state <> 'agreed' or decided_side <> proposed_side)
);
create unique index agreed_price_proposed_key on catalogue.agreed_price (item_id) where state = 'proposed';
create index agreed_price_item_idx on catalogue.agreed_price (item_id, id desc);

-- What came and went of an item whose stock is counted. Never edited; what was taken for a redemption comes back in parts of it.
create table catalogue.stock_move (
  id uuid not null constraint stock_move_pkey primary key,
  item_id uuid not null,
  merchant_id uuid not null,
  kind text not null constraint stock_move_kind_known check (kind in ('received', 'corrected', 'taken', 'returned')),
  change int,                                -- null: counting began or ended
  stock_after int constraint stock_move_after_within check (stock_after >= 0),   -- null: without end
  reason text not null,
  key text,                                  -- of what took; what comes back names it too
  made_by_name text not null,
  at timestamptz not null,
  constraint stock_move_item_fkey foreign key (item_id, merchant_id) references catalogue.item (id, merchant_id),
  constraint stock_move_keyed check ((kind in ('taken', 'returned')) = (key is not null)),
  constraint stock_move_direction check (case kind when 'taken' then change < 0 when 'corrected' then true else change > 0 end)
);
create unique index stock_move_taken_key on catalogue.stock_move (key) where kind = 'taken';
create index stock_move_returned_idx on catalogue.stock_move (key) where kind = 'returned';
create index stock_move_item_idx on catalogue.stock_move (item_id, id desc);

create table catalogue.photo (
  id uuid not null constraint photo_pkey primary key,
  item_id uuid not null,
  merchant_id uuid not null,
  content_type text not null constraint photo_type_known check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  width_px int not null constraint photo_width_positive check (width_px > 0),
  height_px int not null constraint photo_height_positive check (height_px > 0),
  content_sealed text not null,              -- the picture in base64
  added_at timestamptz not null,
  constraint photo_item_fkey foreign key (item_id, merchant_id) references catalogue.item (id, merchant_id)
);
create index photo_item_idx on catalogue.photo (item_id, id);

grant select, insert on catalogue.category, catalogue.item, catalogue.agreed_price, catalogue.stock_move, catalogue.photo to tessera_app;
grant update (code, name_zh, name_en, parent_id, place, state) on catalogue.category to tessera_app;
grant update (category_id, kind, name, description, money_minor, points, stock, shop_ids, needs_photo, needs_booking, state, message, revision,
  changed_at) on catalogue.item to tessera_app;
grant update (state, starts_at, decided_side, decided_by, decided_by_name, decided_at) on catalogue.agreed_price to tessera_app;
grant delete, update (content_sealed) on catalogue.photo to tessera_app;

alter table catalogue.category enable row level security;
alter table catalogue.category force row level security;
create policy category_of_operator on catalogue.category using ((select platform.is_operator() or platform.is_system()));
create policy category_read on catalogue.category for select using (
  (select platform.staff_organization()) is not null or ((select platform.actor_kind()) = 'member' and state = 'on')
);

alter table catalogue.item enable row level security;
alter table catalogue.item force row level security;
create policy item_of_house on catalogue.item using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.staff_organization())
);
create policy item_read on catalogue.item for select using (
  merchant_id = (select platform.actor_merchant()) or ((select platform.actor_kind()) = 'member' and state = 'on')
);

-- Nobody else learns it: no member, no till, no issuer.
alter table catalogue.agreed_price enable row level security;
alter table catalogue.agreed_price force row level security;
create policy agreed_price_of_both_sides on catalogue.agreed_price using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.staff_organization())
);

alter table catalogue.stock_move enable row level security;
alter table catalogue.stock_move force row level security;
create policy stock_move_of_house on catalogue.stock_move using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.staff_organization())
);

alter table catalogue.photo enable row level security;
alter table catalogue.photo force row level security;
create policy photo_of_house on catalogue.photo using (
  (select platform.is_operator() or platform.is_system()) or merchant_id = (select platform.staff_organization())
);
create policy photo_read on catalogue.photo for select using (
  (select platform.actor_kind()) = 'member' and item_id in (select id from catalogue.item where state = 'on')
);

-- What members say of what they bought or redeemed, once each, and what the merchant answered.
create table reviews.review (
  id uuid not null constraint review_pkey primary key,
  subject_kind text not null constraint review_subject_known check (subject_kind in ('payment', 'redemption')),
  subject_id uuid not null constraint review_subject_once unique,   -- a redemption that took money has the payment's id
  member_id uuid not null constraint review_member_fkey references members.member (id),
  merchant_id uuid not null constraint review_merchant_fkey references organizations.organization (id),
  item_name text not null,
  stars smallint not null constraint review_stars_within check (stars between 1 and 5),
  tags text[] not null,
  text text not null,                        -- empty once the person is forgotten
  state text not null default 'shown' constraint review_state_known check (state in ('shown', 'hidden')),
  hidden_reason text,
  hidden_by_name text,
  answer text,
  answered_by_name text,
  answered_at timestamptz,
  created_at timestamptz not null,
  edited_at timestamptz,
  constraint review_hidden_whole check ((state = 'hidden') = (hidden_reason is not null) and (state = 'hidden') = (hidden_by_name is not null)),
  constraint review_answer_whole check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by_name is null))
);
create index review_newest_idx on reviews.review (created_at desc, id desc);
create index review_merchant_idx on reviews.review (merchant_id, created_at desc, id desc);
create index review_member_idx on reviews.review (member_id, created_at desc, id desc);

create table reviews.photo (
  id uuid not null constraint photo_pkey primary key,
  review_id uuid not null constraint photo_review_fkey references reviews.review (id),
  content_type text not null constraint photo_type_known check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  width_px integer not null constraint photo_width_positive check (width_px > 0),
  height_px integer not null constraint photo_height_positive check (height_px > 0),
  content_sealed text not null               -- the picture in base64
);
create index photo_review_idx on reviews.photo (review_id, id);

-- The score of each merchant's quality, one row a day; the newest is what holds.
create table reviews.quality (
  merchant_id uuid not null constraint quality_merchant_fkey references organizations.organization (id),
  scored_on date not null,
  score smallint constraint quality_score_within check (score between 0 and 100),
  stars_sum integer not null,
  review_count integer not null,
  upheld_count integer not null,
  open_count integer not null,
  sale_count bigint not null,
  constraint quality_pkey primary key (merchant_id, scored_on)
);

grant usage on schema reviews to tessera_app;
grant select, insert on reviews.review to tessera_app;
grant update (stars, tags, text, edited_at, state, hidden_reason, hidden_by_name, answer, answered_by_name, answered_at) on reviews.review to tessera_app;
grant select, insert, delete on reviews.photo to tessera_app;
grant update (content_sealed) on reviews.photo to tessera_app;
grant select, insert, update, delete on reviews.quality to tessera_app;

alter table reviews.review enable row level security;
alter table reviews.review force row level security;
create policy review_visible on reviews.review using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'member' and member_id = (select platform.actor_id()))
  or ((select platform.actor_kind()) = 'staff' and merchant_id = (select platform.actor_organization()) and state = 'shown')
);
alter table reviews.photo enable row level security;
alter table reviews.photo force row level security;
create policy photo_of_reader on reviews.photo using (exists (select from reviews.review r where r.id = review_id));
alter table reviews.quality enable row level security;
alter table reviews.quality force row level security;
create policy quality_visible on reviews.quality for select using (
  (select platform.is_operator() or platform.is_system())
  or ((select platform.actor_kind()) = 'staff' and merchant_id = (select platform.actor_organization()))
);
create policy quality_by_system on reviews.quality using ((select platform.is_system()));

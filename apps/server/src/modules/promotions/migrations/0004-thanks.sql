-- A coupon may be given as thanks for a redemption: of these categories and those below them, of any where the list is empty.
alter table promotions.campaign add column thanks_category_ids uuid[];
alter table promotions.campaign add constraint campaign_thanks_with_coupons check (thanks_category_ids is null or trigger = 'coupon');
create index campaign_thanking_idx on promotions.campaign (id) where state = 'running' and thanks_category_ids is not null;

alter table promotions.coupon add column thanks_for uuid;             -- the redemption
alter table promotions.coupon drop constraint coupon_way_known;
alter table promotions.coupon add constraint coupon_way_known check (way in ('members', 'audience', 'codes', 'taken', 'thanks'));
alter table promotions.coupon add constraint coupon_thanks_whole check ((way = 'thanks') = (thanks_for is not null));
create unique index coupon_thanks_once_key on promotions.coupon (thanks_for, campaign_id) where thanks_for is not null;

grant update (thanks_category_ids) on promotions.campaign to tessera_app;

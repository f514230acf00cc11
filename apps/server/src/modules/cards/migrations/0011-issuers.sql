-- An issuer's people order, print and hand out first cards of their own members, and freeze and unfreeze the cards of these.
-- Whose people ordered it, and make it; null for the operator.
alter table cards.card_order add column issuer_id uuid;
alter table cards.card_order add constraint card_order_issuers_is_first check (issuer_id is null or replaces_id is null);
alter table cards.card_batch add column issuer_id uuid;

alter table cards.card drop constraint card_frozen_by_known;
alter table cards.card add constraint card_frozen_by_known check (frozen_by in ('holder', 'guardian', 'issuer', 'staff'));
alter table cards.card drop constraint card_frozen_before_known;
alter table cards.card add constraint card_frozen_before_known check (
  frozen_before is null
  or (frozen_before in ('holder', 'guardian', 'issuer') and frozen_by = 'staff')
  or (frozen_before in ('holder', 'guardian') and frozen_by = 'issuer')
);

create policy card_of_issuer on cards.card using (member_id in (select members.of_issuer()));

-- An issuer sees how far every new card of its members is, and changes what its people ordered.
create policy card_order_of_issuer on cards.card_order for select using (member_id in (select members.of_issuer()));
create policy card_order_of_issuer_entered on cards.card_order for insert
  with check (issuer_id = (select platform.staff_organization()) and member_id in (select members.of_issuer()));
create policy card_order_of_issuer_changed on cards.card_order for update
  using (issuer_id = (select platform.staff_organization()) and member_id in (select members.of_issuer()));
create policy card_batch_of_issuer on cards.card_batch using (issuer_id = (select platform.staff_organization()));

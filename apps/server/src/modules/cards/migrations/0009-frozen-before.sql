-- A loss that was reported before the staff froze the card stays reported when the staff lets go.
alter table cards.card add column frozen_before text;
alter table cards.card add constraint card_frozen_before_known
  check (frozen_before is null or (frozen_before in ('holder', 'guardian') and frozen_by = 'staff'));

grant update (frozen_before) on cards.card to tessera_app;

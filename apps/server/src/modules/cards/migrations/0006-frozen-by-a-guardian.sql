-- What a guardian froze, the child cannot make usable again.
alter table cards.card drop constraint card_frozen_by_known;
alter table cards.card add constraint card_frozen_by_known check (frozen_by in ('holder', 'guardian', 'staff'));

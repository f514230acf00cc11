-- A card of the system before ours pays until the end of this day, beside the new one.
alter table cards.card add column valid_until date;
alter table cards.card add constraint card_only_physical_ends check (valid_until is null or kind = 'physical');
create index card_old_idx on cards.card (member_id) where valid_until is not null and status <> 'void';
-- The last notice to its holder: so many days before that day.
alter table cards.card add column warned_days int;
create index card_old_end_idx on cards.card (valid_until, id) where valid_until is not null;
grant update (warned_days) on cards.card to tessera_app;

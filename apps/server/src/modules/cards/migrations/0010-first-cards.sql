-- A first card replaces none, costs nothing, and its holder is looked at when it is handed over.
alter table cards.card_order alter column replaces_id drop not null;
alter table cards.card_order alter column replaced_tail drop not null;
alter table cards.card_order alter column identity_by drop not null;
alter table cards.card_order add constraint card_order_first_or_replacing check (num_nonnulls(replaces_id, replaced_tail, identity_by) in (0, 3));
alter table cards.card_order add constraint card_order_first_is_free check (replaces_id is not null or fee_minor = 0);

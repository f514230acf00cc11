-- An event may lift whom it is about to a level of its programme.

alter table loyalty.event_kind add column level_rank int constraint event_kind_level_positive check (level_rank > 0);

-- What a campaign is for, and for members on which levels. An empty list bounds nothing.

alter table promotions.campaign
  add column item_ids uuid[] not null default '{}',
  add column category_ids uuid[] not null default '{}',
  add column level_ids uuid[] not null default '{}';
grant update (item_ids, category_ids, level_ids) on promotions.campaign to tessera_app;

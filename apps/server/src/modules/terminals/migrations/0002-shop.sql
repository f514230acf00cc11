-- In which shop of its merchant it stands. Shops are of a module above this one, which looks whose they are; so there is no foreign key.
alter table terminals.terminal add column shop_id uuid;
create index terminal_shop_idx on terminals.terminal (shop_id) where shop_id is not null;
grant update (shop_id) on terminals.terminal to tessera_app;
